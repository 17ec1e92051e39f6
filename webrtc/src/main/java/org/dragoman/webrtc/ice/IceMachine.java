package org.dragoman.webrtc.ice;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.media.relay.PacketPath;
import org.dragoman.webrtc.stun.StunAttribute;
import org.dragoman.webrtc.stun.StunClass;
import org.dragoman.webrtc.stun.StunMessage;

/// The gateway's side of ICE for one browser. It is lite: it makes no checks, answers those that
/// show the right password, and sends where the browser says (RFC 8445 §2.5, §8.2). It is
/// controlled always, since a lite agent is so towards a full one (RFC 8445 §6.1.1).
///
/// A restart does not disturb what flows: the credentials of before are answered too, and the pair
/// of before stays in use, until the browser chooses one with the new ones (RFC 8445 §9).
public final class IceMachine {
    /// A browser that has not proved itself for so long is gone (RFC 7675 §5.1).
    public static final Duration CONSENT = Duration.ofSeconds(30);

    private static final int PAIRS = 16; // ways to one browser; the oldest gives way to a new one
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHENTICATED = 401;
    private static final int UNKNOWN_ATTRIBUTE = 420;
    private static final int ROLE_CONFLICT = 487;

    /// What is to be done.
    public sealed interface Output {
        /// Send this there.
        record Reply(PacketPath pair, byte[] packet) implements Output {}

        /// The browser is there: its packets are to be taken from now on.
        record Found(PacketPath pair) implements Output {}

        /// The browser was found by others since: its packets are not taken by this any more.
        record Left(PacketPath pair) implements Output {}

        /// Packets to the browser go there from now on.
        record Chosen(PacketPath pair) implements Output {}
    }

    private IceCredentials credentials;
    private Optional<IceCredentials> before = Optional.empty(); // until a pair is chosen
    private final Set<PacketPath> pairs = new LinkedHashSet<>();
    private Optional<PacketPath> chosen = Optional.empty();
    private Instant heard;

    /// - {@code credentials}: ours, to begin with.
    public IceMachine(IceCredentials credentials, Instant now) {
        this.credentials = credentials;
        this.heard = now;
    }

    /// Our credentials are these from now on: the browser restarts ICE where they are others.
    public void restart(IceCredentials others) {
        if (!others.equals(credentials)) {
            before = Optional.of(credentials);
            credentials = others;
        }
    }

    /// From now on the browser is expected to show itself.
    public void expect(Instant now) {
        heard = now;
    }

    /// Whether the browser has been silent for too long.
    public boolean isGone(Instant now) {
        return heard.plus(CONSENT).isBefore(now);
    }

    public Optional<PacketPath> chosen() {
        return chosen;
    }

    /// The name of ours that a request is for; nothing where it names nobody.
    public static Optional<String> addressee(StunMessage request) {
        return request.first(StunAttribute.Username.class)
                .map(StunAttribute.Username::value)
                .map(name -> name.substring(0, Math.max(0, name.indexOf(':'))))
                .filter(name -> !name.isEmpty());
    }

    /// Takes a message that came by this pair.
    public List<Output> take(PacketPath pair, StunMessage message, Instant now) {
        if (message.kind() != StunClass.REQUEST || message.method() != StunMessage.BINDING) {
            return List.of(); // keep-alives, and answers to what was never asked
        }
        var name = addressee(message);
        if (name.isEmpty() || !message.isSealed()) {
            return List.of(refusal(pair, message, BAD_REQUEST, "Bad Request")); // RFC 8489 §9.1.3
        }
        var ours = shown(name.get()).filter(c -> message.isSealedBy(c.password()));
        if (ours.isEmpty()) {
            return List.of(refusal(pair, message, UNAUTHENTICATED, "Unauthenticated"));
        }
        return genuine(pair, message, ours.get(), now);
    }

    private Optional<IceCredentials> shown(String ufrag) {
        return credentials.ufrag().equals(ufrag)
                ? Optional.of(credentials)
                : before.filter(b -> b.ufrag().equals(ufrag));
    }

    private List<Output> genuine(
            PacketPath pair, StunMessage request, IceCredentials ours, Instant now) {
        if (!request.unknown().isEmpty()) {
            var unknown = new StunAttribute.UnknownAttributes(request.unknown());
            var error = new StunAttribute.ErrorCode(UNKNOWN_ATTRIBUTE, "Unknown Attribute");
            return List.of(sealed(pair, request, StunClass.ERROR, ours, error, unknown));
        }
        if (request.has(StunAttribute.IceControlled.class)) {
            // it is for the full agent to change, whatever the tie-breakers (RFC 8445 §6.1.1)
            var error = new StunAttribute.ErrorCode(ROLE_CONFLICT, "Role Conflict");
            return List.of(sealed(pair, request, StunClass.ERROR, ours, error));
        }
        heard = now;
        var outputs = new ArrayList<Output>();
        if (pairs.add(pair)) {
            outputs.add(new Output.Found(pair));
            leaveOldest(pair, outputs);
        }
        var mapped = new StunAttribute.XorMappedAddress(pair.remote());
        outputs.add(sealed(pair, request, StunClass.SUCCESS, ours, mapped));
        choose(pair, request.has(StunAttribute.UseCandidate.class), ours, outputs);
        return outputs;
    }

    private void leaveOldest(PacketPath fresh, List<Output> outputs) {
        if (pairs.size() > PAIRS) {
            pairs.stream()
                    .filter(p -> !p.equals(fresh) && chosen.filter(p::equals).isEmpty())
                    .findFirst()
                    .ifPresent(
                            oldest -> {
                                pairs.remove(oldest);
                                outputs.add(new Output.Left(oldest));
                            });
        }
    }

    /// What the browser names is chosen. Until it names one, the first that it was heard by will
    /// do: what is sent there before reaches it all the same (RFC 8445 §12.1).
    private void choose(
            PacketPath pair, boolean named, IceCredentials shown, List<Output> outputs) {
        if (named && shown.equals(credentials)) {
            before = Optional.empty(); // what flowed before the restart has come to its end
        } else if (named || chosen.isPresent()) {
            return;
        }
        if (chosen.filter(pair::equals).isEmpty()) {
            chosen = Optional.of(pair);
            outputs.add(new Output.Chosen(pair));
        }
    }

    private static Output refusal(PacketPath pair, StunMessage request, int code, String reason) {
        var error = new StunAttribute.ErrorCode(code, reason);
        var response = StunMessage.of(StunClass.ERROR, request.transaction(), error);
        return new Output.Reply(pair, response.plain());
    }

    private static Output sealed(
            PacketPath pair,
            StunMessage request,
            StunClass kind,
            IceCredentials ours,
            StunAttribute... attributes) {
        var response = StunMessage.of(kind, request.transaction(), attributes);
        return new Output.Reply(pair, response.sealed(ours.password()));
    }
}
