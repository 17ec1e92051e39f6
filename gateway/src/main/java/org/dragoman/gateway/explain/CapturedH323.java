package org.dragoman.gateway.explain;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.time.Timers;
import org.dragoman.gateway.capture.Heard.Carrier;
import org.dragoman.h323.H323Answers;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.net.PortRange;
import org.dragoman.h323.net.SignallingTransport.Listening;
import org.dragoman.h323.net.Sockets;

/// A captured H.323 party. What it said goes to our leg; what our leg says is only looked at, so
/// that the party's answers can be made answers to us.
final class CapturedH323 implements Sockets, CapturedParty {
    private static final int H245_PORT = 30_000;
    private static final int WAITING = 64; // H.245 messages before there is a connection

    private final InetSocketAddress ours;
    private final InetSocketAddress party;
    private final boolean called;
    private final Timers time;
    private final H323Answers answers;
    private final List<byte[]> waiting = new ArrayList<>();
    private final Set<InetSocketAddress> told = new HashSet<>(); // where it listens for H.245
    private Optional<Connection.Listener> signalling = Optional.empty();
    private Optional<Connection.Listener> h245 = Optional.empty();
    private Optional<Connection.Opened> h245Expected = Optional.empty();

    /// - {@code called}: it is the one that was called; else it calls.
    CapturedH323(
            InetSocketAddress ours,
            InetSocketAddress party,
            boolean called,
            Timers time,
            H323Answers answers) {
        this.ours = ours;
        this.party = party;
        this.called = called;
        this.time = time;
        this.answers = answers;
    }

    /// The party calls.
    void connect(Connection.Opened gateway) {
        signalling = Optional.of(gateway.open(line(this::heardQ931)));
    }

    private Line line(Heard heard) {
        return new Line(ours, party, time, message -> note(heard, message), () -> {});
    }

    /// Looks at a message of our leg.
    private interface Heard {
        void take(byte[] message) throws PeerFault;
    }

    private void heardQ931(byte[] message) throws PeerFault {
        answers.sentQ931(message);
    }

    private void heardH245(byte[] message) throws PeerFault {
        answers.sentH245(message);
    }

    private static void note(Heard heard, byte[] message) {
        try {
            heard.take(message);
        } catch (PeerFault bug) {
            throw new IllegalStateException("a message of ours that cannot be read", bug);
        }
    }

    @Override
    public void dial(
            InetAddress from,
            InetSocketAddress to,
            Connection.Opened opened,
            Consumer<String> failed) {
        if (called && signalling.isEmpty()) {
            signalling = Optional.of(opened.open(line(this::heardQ931)));
        } else if (h245.isEmpty() && told.contains(to)) {
            begin(opened);
        } else {
            failed.accept("the capture does not show what is there");
        }
    }

    private void begin(Connection.Opened opened) {
        h245 = Optional.of(opened.open(line(this::heardH245)));
        waiting.forEach(h245.get()::received);
        waiting.clear();
    }

    @Override
    public void listenOnce(
            InetAddress address,
            PortRange ports,
            Predicate<InetSocketAddress> allowed,
            Connection.Opened opened,
            Consumer<Listening> bound,
            Consumer<String> failed) {
        h245Expected = Optional.of(opened);
        bound.accept(
                new Listening() {
                    @Override
                    public InetSocketAddress address() {
                        return new InetSocketAddress(address, H245_PORT);
                    }

                    @Override
                    public void close() {
                        h245Expected = Optional.empty();
                    }
                });
    }

    @Override
    public String says(Said said) throws PeerFault {
        var octets = said.heard().octets();
        if (said.heard().carrier() == Carrier.Q931) {
            if (signalling.isEmpty()) {
                return "our gateway has not called it yet";
            }
            H323Answers.h245Address(octets).ifPresent(told::add);
            signalling.get().received(answers.q931(octets, called));
            return "";
        }
        var message = answers.h245(octets);
        if (message.isEmpty()) {
            return "it answers what our gateway would not have asked";
        }
        if (h245.isEmpty() && h245Expected.isPresent()) {
            var expected = h245Expected.get();
            h245Expected = Optional.empty();
            begin(expected);
        }
        if (h245.isPresent()) {
            h245.get().received(message.get());
            return "";
        }
        if (waiting.size() < WAITING) {
            waiting.add(message.get());
        }
        return "our gateway has no H.245 connection with it yet";
    }
}
