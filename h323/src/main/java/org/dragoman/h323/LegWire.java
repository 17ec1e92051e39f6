package org.dragoman.h323;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.core.log.WireContent.Protocol;
import org.dragoman.h323.h225.H225Codec;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.UserUser;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.h323.q931.Q931Message;

/// Puts together and sends a call's H.225.0 messages, with tunnelled H.245 in them, and notes
/// what goes and comes in the call's trace.
final class LegWire {
    private static final int GUID = 16; // octets, H.225.0 §7.6 GloballyUniqueID

    /// Whether H.245 travels inside these messages (H.323 §8.2.1).
    enum Tunnelling {
        /// We can; the peer has not said.
        OFFERED,
        ON,
        OFF
    }

    private final LegContext context;
    private final boolean shares;
    private Optional<SignallingLink> link = Optional.empty();
    private Octets callIdentifier;
    private Octets conferenceId;
    private Tunnelling tunnelling;
    private int peerVersion;
    private String peerProduct = "";
    private final List<Octets> control = new ArrayList<>();

    /// - {@code tunnel}: H.245 may travel inside; {@code shares}: the connection is for several
    ///   calls.
    LegWire(LegContext context, boolean tunnel, boolean shares, RandomGenerator random) {
        this.context = context;
        this.shares = shares;
        this.tunnelling = tunnel ? Tunnelling.OFFERED : Tunnelling.OFF;
        this.callIdentifier = guid(random);
        this.conferenceId = guid(random);
    }

    private static Octets guid(RandomGenerator random) {
        byte[] octets = new byte[GUID];
        random.nextBytes(octets);
        return Octets.of(octets);
    }

    void attach(SignallingLink to) {
        link = Optional.of(to);
    }

    Optional<SignallingLink> link() {
        return link;
    }

    /// Takes over what the caller chose.
    void join(UserInformation setup) {
        setup.callIdentifier().ifPresent(i -> callIdentifier = i);
        setup.conferenceId().ifPresent(i -> conferenceId = i);
        boolean offered = setup.h245Tunnelling().orElse(false);
        tunnelling = offered && tunnelling == Tunnelling.OFFERED ? Tunnelling.ON : Tunnelling.OFF;
        peerVersion = setup.version();
        setup.product().ifPresent(p -> peerProduct = p);
    }

    /// What the call is called by here, as 8-4-4-4-12 hexadecimal digits in the order of the wire:
    /// so do those who look at the wire write it (H.225.0, GloballyUniqueID).
    Map<String, String> identifiers() {
        return Map.of(
                "callIdentifier", written(callIdentifier),
                "conferenceID", written(conferenceId));
    }

    private static String written(Octets guid) {
        return guid.toHex().replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    /// Learns from a message of the called side whether it tunnels; once off, it stays off.
    void learn(UserInformation info) {
        peerVersion = Math.max(peerVersion, info.version());
        info.product().ifPresent(p -> peerProduct = p);
        if (info.h245Tunnelling().isEmpty() || info.provisionalTunnelling()) {
            return;
        }
        boolean peerTunnels = info.h245Tunnelling().get();
        if (!peerTunnels) {
            tunnelling = Tunnelling.OFF;
        } else if (tunnelling == Tunnelling.OFFERED) {
            tunnelling = Tunnelling.ON;
        }
    }

    Tunnelling tunnelling() {
        return tunnelling;
    }

    /// Of H.225.0, as far as the peer said; 0 before.
    int peerVersion() {
        return peerVersion;
    }

    /// The peer's product, as far as it said; nothing before.
    String peerProduct() {
        return peerProduct;
    }

    /// Puts an H.245 PDU on the way; {@link #flush} sends it.
    void tunnel(Octets pdu) {
        control.add(pdu);
    }

    /// Sends what {@link #tunnel} left and no other message took along.
    void flush() {
        if (!control.isEmpty() && link.isPresent() && tunnelling == Tunnelling.ON) {
            send(
                    MessageType.FACILITY,
                    List.of(),
                    UserInformation.builder().reason(UserInformation.TRANSPORTED_INFORMATION));
        }
    }

    void send(
            MessageType type,
            List<? extends InformationElement> elements,
            UserInformation.Builder info) {
        if (link.isEmpty()) {
            return;
        }
        info.callIdentifier(callIdentifier);
        info.connection(shares, shares);
        if (type == MessageType.SETUP || type == MessageType.CONNECT) {
            info.conferenceId(conferenceId);
        }
        boolean tunnels = tunnelling != Tunnelling.OFF;
        if (tunnels || type != MessageType.RELEASE_COMPLETE) {
            info.h245Tunnelling(tunnels); // H6: absent from the last message unless it is true
        }
        if (tunnelling == Tunnelling.ON && !control.isEmpty() && takesControl(type)) {
            info.h245Control(control);
            control.clear();
        }
        var all = new ArrayList<InformationElement>(elements);
        var user = info.build();
        all.add(new UserUser(H225Codec.encode(type, user)));
        var to = link.get();
        var message = Q931Message.of(to.callReference(), to.weAreDestination(), type, all);
        note(Way.SENT, message, user);
        to.send(Q931Codec.encode(message));
    }

    /// H.245 goes into Facility, which is there for it, and into the last message. Asterisk 22
    /// chan_ooh323 that has proposed fast start passes over what is inside Alerting.
    private static boolean takesControl(MessageType type) {
        return type == MessageType.FACILITY || type == MessageType.RELEASE_COMPLETE;
    }

    void note(Way way, Q931Message message, UserInformation info) {
        var name = message.type().toString();
        var detail = detail(message, info);
        link.ifPresentOrElse(
                l ->
                        context.trace()
                                .message(
                                        context.id(),
                                        way,
                                        name,
                                        detail,
                                        new SentOctets(
                                                Protocol.Q931,
                                                l.local(),
                                                l.remote(),
                                                () -> Q931Codec.encode(message))),
                () -> context.trace().message(context.id(), way, name, detail));
    }

    static String detail(Q931Message message, UserInformation info) {
        var words = new ArrayList<String>();
        message.number(PartyNumber.Role.CALLED).ifPresent(n -> words.add("to " + n.digits()));
        message.number(PartyNumber.Role.CALLING).ifPresent(n -> words.add("from " + n.digits()));
        message.cause().map(CauseElement::value).ifPresent(c -> words.add("cause " + c));
        info.reason().ifPresent(words::add);
        for (var element : message.elements()) {
            if (element instanceof InformationElement.ProgressIndicator p) {
                words.add("PI " + p.description());
            }
        }
        if (!info.fastStart().isEmpty()) {
            words.add("fastStart " + info.fastStart().size());
        }
        if (info.fastConnectRefused()) {
            words.add("fastConnectRefused");
        }
        info.h245Address().ifPresent(a -> words.add("h245Address"));
        info.h245Tunnelling().filter(t -> t).ifPresent(t -> words.add("tunnelling"));
        return String.join(", ", words);
    }

    /// Gives the call's place on the connection back.
    void detach() {
        link.ifPresent(SignallingLink::release);
        link = Optional.empty();
    }
}
