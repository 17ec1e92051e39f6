package org.dragoman.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.SessionExpires;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.message.SipUri;
import org.dragoman.sip.net.ServerCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refuses what cannot become a call, in the words of the standard, before anything is set up for
/// it.
///
/// - Source: RFC 3261 §8.2, §11.2; RFC 4028 §9.
final class Admission {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);
    private static final String ALLOW =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, PRACK, UPDATE, REFER";
    private static final Set<String> OPTIONS = Set.of("100rel", "timer", "replaces");
    private static final Set<String> OF_DIALOGS = Set.of("BYE", "INFO", "PRACK", "UPDATE");
    private static final int STRANGERS = 1_000; // addresses remembered
    private static final Duration QUIET = Duration.ofHours(1); // between two log lines about one
    private static final String TAG = "dragoman"; // of responses that keep no state

    private final Map<InetAddress, Instant> strangers = new ConcurrentHashMap<>(); // last logged
    private final String product;
    private final InstantSource time;
    private final BooleanSupplier draining;

    /// - {@code draining}: whether new calls are to go elsewhere.
    Admission(SipConfig config, InstantSource time, BooleanSupplier draining) {
        this.product = config.product();
        this.time = time;
        this.draining = draining;
    }

    /// Answers one that no peer is configured for.
    void turnAway(ServerCall call) {
        var address = call.source().getAddress();
        if (isNews(address)) {
            LOG.atInfo()
                    .addKeyValue("event", "sip.stranger")
                    .addKeyValue("source", address.getHostAddress())
                    .addKeyValue("method", call.request().method())
                    .log("refused: no SIP peer is configured with this source address");
        }
        call.respond(SipResponse.of(403, TAG));
    }

    private boolean isNews(InetAddress stranger) {
        if (strangers.size() >= STRANGERS && !strangers.containsKey(stranger)) {
            return false;
        }
        var now = time.instant();
        var last = strangers.getOrDefault(stranger, Instant.MIN);
        boolean news = last.equals(Instant.MIN) || last.plus(QUIET).isBefore(now);
        if (news) {
            strangers.put(stranger, now);
        }
        return news;
    }

    /// Answers a request that is neither an INVITE nor of a dialog.
    void outOfDialog(ServerCall call) {
        var method = call.request().method();
        var misplaced = misplaced(call.request());
        if (misplaced.isPresent()) {
            call.respond(misplaced.get());
        } else if (method.equals("OPTIONS") && draining.getAsBoolean()) {
            call.respond(SipResponse.unavailable(TAG)); // as an INVITE: RFC 3261 §11.2
        } else if (method.equals("OPTIONS")) {
            call.respond( // S10: the heartbeat of trunks
                    SipResponse.of(200, TAG)
                            .with("Allow", ALLOW)
                            .with("Accept", Body.SDP)
                            .with("Supported", "timer, replaces, 100rel")
                            .with("User-Agent", product));
        } else if (OF_DIALOGS.contains(method)) {
            call.respond(SipResponse.of(481, TAG));
        } else if (method.equals("REFER")) {
            call.respond(SipResponse.of(403, TAG)); // taken in a call only
        } else {
            call.respond(SipResponse.of(405, TAG).with("Allow", ALLOW));
        }
    }

    /// Why a request of a dialog is not looked at.
    Optional<SipResponse> objection(SipRequest request) {
        return unsupported(request).or(() -> misplaced(request));
    }

    // RFC 3891 §3
    private static Optional<SipResponse> misplaced(SipRequest request) {
        return request.headers().has("Replaces") && !request.is("INVITE")
                ? Optional.of(SipResponse.of(400, TAG))
                : Optional.empty();
    }

    /// What is required that we do not have.
    private Optional<SipResponse> unsupported(SipRequest request) {
        var missing =
                request.headers().words("Require").stream()
                        .filter(o -> !OPTIONS.contains(o))
                        .sorted()
                        .toList();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        SipResponse.of(420, TAG).with("Unsupported", String.join(", ", missing)));
    }

    /// Why this INVITE cannot become a call.
    Optional<SipResponse> objection(ServerCall call, SipPeer peer) {
        var invite = call.request();
        boolean secure = call.transport().isSecure();
        return scheme(invite, secure)
                .or(() -> unsupported(invite))
                .or(() -> body(invite))
                .or(() -> sessionTimer(invite))
                .or(() -> barred(peer.security(), secure))
                .or(() -> offer(invite, peer, peer.security().srtp(secure)));
    }

    // sips asks for TLS on every hop (RFC 3261 §26.2.2): the one to us has it or not, and the other
    // leg is another call, which no promise is made of (RFC 4123 §8)
    private static Optional<SipResponse> scheme(SipRequest invite, boolean secure) {
        boolean taken =
                SipUri.parse(invite.uri())
                        .map(u -> secure || !u.scheme().equals("sips"))
                        .orElse(false);
        return taken ? Optional.empty() : Optional.of(SipResponse.of(416, TAG));
    }

    private static Optional<SipResponse> barred(Security security, boolean secure) {
        return security.isBarred(secure)
                ? Optional.of(
                        SipResponse.of(488, TAG)
                                .with("Warning", "399 dragoman \"SRTP is required: use TLS\""))
                : Optional.empty();
    }

    private static Optional<SipResponse> body(SipRequest invite) {
        var encoding = invite.headers().first("Content-Encoding").orElse("identity");
        boolean known = invite.body().map(Body::isKnown).orElse(true);
        return known && encoding.strip().equalsIgnoreCase("identity")
                ? Optional.empty()
                : Optional.of(
                        SipResponse.of(415, TAG)
                                .with("Accept", Body.SDP)
                                .with("Accept-Encoding", "identity"));
    }

    private static Optional<SipResponse> sessionTimer(SipRequest invite) {
        boolean tooShort =
                SessionExpires.of(invite.headers())
                        .map(s -> s.interval().compareTo(SipPeer.MIN_SESSION) < 0)
                        .orElse(false);
        return tooShort
                ? Optional.of(
                        SipResponse.of(422, TAG)
                                .with("Min-SE", Long.toString(SipPeer.MIN_SESSION.toSeconds())))
                : Optional.empty();
    }

    private static Optional<SipResponse> offer(SipRequest invite, SipPeer peer, SrtpPolicy srtp) {
        if (invite.sdp().isEmpty()) {
            return Optional.empty();
        }
        try {
            OfferAnswer.judging(peer.mediaTransport(), srtp)
                    .offered(SdpParser.parse(invite.sdp().get()));
            return Optional.empty();
        } catch (PeerFault.Malformed e) {
            return Optional.of(SipResponse.of(400, TAG).with("Warning", warning(399, e)));
        } catch (PeerFault e) {
            return Optional.of(SipResponse.of(488, TAG).with("Warning", warning(304, e)));
        }
    }

    private static String warning(int code, PeerFault fault) {
        return code + " dragoman \"" + fault.getMessage().replace('"', '\'') + "\"";
    }
}
