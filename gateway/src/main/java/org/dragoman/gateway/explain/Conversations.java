package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.gateway.capture.Heard;
import org.dragoman.h323.H323Answers;
import org.dragoman.h323.H323Names;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.rules.CodecTable;

/// Sorts captured messages into calls, and gives each its name. What belongs to no call is kept
/// beside them.
final class Conversations {
    private static final int SETUP = 0x05; // Q.931 Table 4-2
    private static final int TYPE = 4; // octets before the message type
    private static final int CALLS = 10_000;

    private final H323Names names;
    private final SipConversations sip;
    private final List<CapturedCall> calls = new ArrayList<>();
    private final List<Said> others = new ArrayList<>();
    private final RtmpSessions sessions = new RtmpSessions();
    private final Map<Reference, CapturedCall> byReference = new HashMap<>();
    private final Map<InetSocketAddress, CapturedCall> byH245 = new HashMap<>();
    private final Map<Integer, CapturedCall> byConnection = new LinkedHashMap<>();

    /// - {@code origin}: who chose the reference.
    private record Reference(int connection, InetSocketAddress origin, int number) {}

    private Conversations(CodecTable codecs) {
        names = new H323Names(codecs);
        sip = new SipConversations(this::begin, others::add);
    }

    /// - {@code sessions}: connections of RTMP.
    /// - {@code others}: messages of no call.
    record Sorted(List<CapturedCall> calls, List<RtmpSession> sessions, List<Said> others) {}

    static Sorted sort(List<Heard> heard, CodecTable codecs) {
        var conversations = new Conversations(codecs);
        heard.forEach(conversations::take);
        return new Sorted(
                List.copyOf(conversations.calls),
                conversations.sessions.all(),
                List.copyOf(conversations.others));
    }

    private void take(Heard heard) {
        switch (heard.carrier()) {
            case Q931 -> q931(heard);
            case H245 -> h245(heard);
            case SIP -> sip.take(heard);
            case RAS -> others.add(named(heard, true, () -> List.of(ras(heard))));
            case RTMP -> sessions.take(heard);
            case TLS ->
                    others.add(nameless(heard, new Named("TLS", "encrypted: nothing to be read")));
            case GAP -> {
                if (!sessions.take(heard)) {
                    others.add(nameless(heard, new Named("gap", "octets are missing here")));
                }
            }
        }
    }

    private static Said nameless(Heard heard, Named what) {
        return new Said(heard, true, List.of(what), Optional.empty());
    }

    private boolean begin(CapturedCall call) {
        if (calls.size() >= CALLS) {
            return false;
        }
        calls.add(call);
        return true;
    }

    private Named ras(Heard heard) throws PeerFault {
        var named = names.ofRas(heard.octets());
        return new Named(named.name(), named.detail());
    }

    private interface Naming {
        List<Named> names() throws PeerFault;
    }

    private static Said named(Heard heard, boolean byCaller, Naming naming) {
        try {
            return new Said(heard, byCaller, naming.names(), Optional.empty());
        } catch (PeerFault unreadable) {
            var why = String.valueOf(unreadable.getMessage());
            return new Said(
                    heard, byCaller, List.of(new Named("unreadable", why)), Optional.of(why));
        }
    }

    // --- H.323

    private void q931(Heard heard) {
        int flagged = Q931Codec.referenceOf(heard.octets());
        if (flagged < 0) {
            others.add(named(heard, true, () -> q931Names(heard)));
            return;
        }
        boolean byCalled = (flagged & 0x8000) != 0;
        var origin = byCalled ? heard.to() : heard.from();
        var said = named(heard, !byCalled, () -> q931Names(heard));
        int number = flagged & 0x7FFF;
        if (number == 0) {
            others.add(said); // Q.931 §4.3: of the connection as a whole
            return;
        }
        var key = new Reference(heard.connection(), origin, number);
        boolean setup = heard.octets()[TYPE] == SETUP && !byCalled;
        var call = byReference.get(key);
        if (call == null || setup && !call.said().isEmpty()) {
            call = new CapturedCall("h323", origin, other(heard, origin), setup);
            if (!begin(call)) {
                return;
            }
            byReference.put(key, call);
        }
        call.add(said);
        if (said.fault().isEmpty()) {
            learn(heard, call);
        }
    }

    private static InetSocketAddress other(Heard heard, InetSocketAddress origin) {
        return heard.from().equals(origin) ? heard.to() : heard.from();
    }

    private List<Named> q931Names(Heard heard) throws PeerFault {
        return names.ofQ931(heard.octets()).stream()
                .map(n -> new Named(n.name(), n.detail()))
                .toList();
    }

    private void learn(Heard heard, CapturedCall call) {
        try {
            H323Answers.h245Address(heard.octets()).ifPresent(a -> byH245.put(a, call));
        } catch (PeerFault unreadable) {
            throw new IllegalStateException("it was read before", unreadable);
        }
    }

    private void h245(Heard heard) {
        var call =
                Optional.ofNullable(byConnection.get(heard.connection()))
                        .or(() -> Optional.ofNullable(byH245.get(heard.to())))
                        .or(() -> Optional.ofNullable(byH245.get(heard.from())));
        var byCaller = call.map(c -> isOf(c.caller(), heard, c)).orElse(true);
        var said = named(heard, byCaller, () -> List.of(h245Name(heard)));
        call.ifPresentOrElse(
                c -> {
                    byConnection.put(heard.connection(), c);
                    c.add(said);
                },
                () -> others.add(said));
    }

    /// By the address; two parties on one address are told apart by who listens.
    private boolean isOf(InetSocketAddress party, Heard heard, CapturedCall call) {
        if (!call.caller().getAddress().equals(call.called().getAddress())) {
            return heard.from().getAddress().equals(party.getAddress());
        }
        boolean calledListens =
                call.said().stream()
                        .filter(s -> !s.byCaller() && s.fault().isEmpty())
                        .filter(s -> s.heard().carrier() == Heard.Carrier.Q931)
                        .anyMatch(s -> listensAt(s.heard(), heard));
        boolean toListener = byH245.containsKey(heard.to());
        return calledListens == toListener;
    }

    private static boolean listensAt(Heard signalling, Heard h245) {
        try {
            return H323Answers.h245Address(signalling.octets())
                    .filter(a -> a.equals(h245.to()) || a.equals(h245.from()))
                    .isPresent();
        } catch (PeerFault unreadable) {
            return false;
        }
    }

    private Named h245Name(Heard heard) throws PeerFault {
        var named = names.ofH245(heard.octets());
        return new Named(named.name(), named.detail());
    }
}
