package org.dragoman.core.media;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a leg has agreed with its peer about RTP, whole, as an immutable snapshot. Media threads
/// see either the old one or the new one, never a mixture.
///
/// - {@code remoteRtp}, {@code remoteRtcp}: where the peer receives; absent until it said so. The
///   relay may learn a better source from the packets (symmetric RTP).
/// - {@code sending}: what we send to the peer; absent while the peer takes nothing.
/// - {@code receiving}: what the peer may send us; the two directions may differ (H.245).
/// - {@code sendDigits}, {@code receiveDigits}: payload type of telephone-event in each direction.
/// - {@code direction}: seen from the gateway.
/// - {@code sendKeys}, {@code receiveKeys}: the stream is SRTP with these keys; both, or neither
///   where it is plain RTP.
/// - {@code fax}: the stream is no RTP but UDPTL, to {@code remoteRtp}; it goes through untouched.
/// - {@code voipMetrics}: the peer wants to be told how its sound does (RFC 3611 §4.7).
/// - {@code browser}: the peer is a browser, at a port of {@link MediaTransport#BROWSER}; addresses
///   and keys are found by the port itself.
/// - {@code feedback}: of a stream of video, what was agreed that receivers may say by RTCP.
public record MediaFlow(
        Optional<InetSocketAddress> remoteRtp,
        Optional<InetSocketAddress> remoteRtcp,
        Optional<PayloadFormat> sending,
        List<PayloadFormat> receiving,
        OptionalInt sendDigits,
        OptionalInt receiveDigits,
        Direction direction,
        Optional<SrtpKeys> sendKeys,
        Optional<SrtpKeys> receiveKeys,
        Optional<FaxRelay> fax,
        boolean voipMetrics,
        Optional<BrowserLink> browser,
        Set<RtcpFeedback> feedback) {

    /// Nothing agreed yet.
    public static final MediaFlow NONE =
            new MediaFlow(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    OptionalInt.empty(),
                    OptionalInt.empty(),
                    Direction.INACTIVE);

    public MediaFlow {
        receiving = List.copyOf(receiving);
        feedback = Set.copyOf(feedback);
        if (sendKeys.isPresent() != receiveKeys.isPresent()) {
            throw new IllegalArgumentException("a stream is encrypted both ways or not at all");
        }
    }

    /// A flow of UDPTL.
    ///
    /// - {@code remote}: where the peer receives it.
    public static MediaFlow of(FaxRelay fax, Optional<InetSocketAddress> remote) {
        return new MediaFlow(
                remote,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Direction.SEND_RECEIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(fax));
    }

    /// A flow whose peer did not ask for more than RTCP's own reports.
    public MediaFlow(
            Optional<InetSocketAddress> remoteRtp,
            Optional<InetSocketAddress> remoteRtcp,
            Optional<PayloadFormat> sending,
            List<PayloadFormat> receiving,
            OptionalInt sendDigits,
            OptionalInt receiveDigits,
            Direction direction,
            Optional<SrtpKeys> sendKeys,
            Optional<SrtpKeys> receiveKeys,
            Optional<FaxRelay> fax) {
        this(
                remoteRtp,
                remoteRtcp,
                sending,
                receiving,
                sendDigits,
                receiveDigits,
                direction,
                sendKeys,
                receiveKeys,
                fax,
                false,
                Optional.empty(),
                Set.of());
    }

    /// A flow of plain RTP.
    public MediaFlow(
            Optional<InetSocketAddress> remoteRtp,
            Optional<InetSocketAddress> remoteRtcp,
            Optional<PayloadFormat> sending,
            List<PayloadFormat> receiving,
            OptionalInt sendDigits,
            OptionalInt receiveDigits,
            Direction direction) {
        this(
                remoteRtp,
                remoteRtcp,
                sending,
                receiving,
                sendDigits,
                receiveDigits,
                direction,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /// The same encrypted with these keys.
    public MediaFlow withKeys(SrtpKeys ours, SrtpKeys theirs) {
        var next = new Draft(this);
        next.sendKeys = Optional.of(ours);
        next.receiveKeys = Optional.of(theirs);
        return next.flow();
    }

    /// The same with a peer that wants to be told how its sound does.
    public MediaFlow withVoipMetrics() {
        var next = new Draft(this);
        next.voipMetrics = true;
        return next.flow();
    }

    /// The same with a browser; where it receives is not known yet.
    public MediaFlow withBrowser(BrowserLink link) {
        var next = new Draft(this);
        next.remoteRtp = Optional.empty();
        next.remoteRtcp = Optional.empty();
        next.sendKeys = Optional.empty();
        next.receiveKeys = Optional.empty();
        next.browser = Optional.of(link);
        return next.flow();
    }

    /// The same to be sent there, RTCP too (RFC 5761).
    public MediaFlow withRemote(InetSocketAddress remote) {
        var next = new Draft(this);
        next.remoteRtp = Optional.of(remote);
        next.remoteRtcp = Optional.of(remote);
        return next.flow();
    }

    /// The same, but this is what we send.
    public MediaFlow withSending(PayloadFormat other) {
        var next = new Draft(this);
        next.sending = Optional.of(other);
        return next.flow();
    }

    /// The same, but packets pass as this says.
    public MediaFlow withDirection(Direction other) {
        var next = new Draft(this);
        next.direction = other;
        return next.flow();
    }

    /// The same with what receivers may say by RTCP.
    public MediaFlow withFeedback(Set<RtcpFeedback> agreed) {
        var next = new Draft(this);
        next.feedback = agreed;
        return next.flow();
    }

    /// A flow while some of it is being changed.
    private static final class Draft {
        private final MediaFlow before;
        private Optional<InetSocketAddress> remoteRtp;
        private Optional<InetSocketAddress> remoteRtcp;
        private Optional<PayloadFormat> sending;
        private Direction direction;
        private Optional<SrtpKeys> sendKeys;
        private Optional<SrtpKeys> receiveKeys;
        private boolean voipMetrics;
        private Optional<BrowserLink> browser;
        private Set<RtcpFeedback> feedback;

        Draft(MediaFlow before) {
            this.before = before;
            remoteRtp = before.remoteRtp;
            remoteRtcp = before.remoteRtcp;
            sending = before.sending;
            direction = before.direction;
            sendKeys = before.sendKeys;
            receiveKeys = before.receiveKeys;
            voipMetrics = before.voipMetrics;
            browser = before.browser;
            feedback = before.feedback;
        }

        MediaFlow flow() {
            return new MediaFlow(
                    remoteRtp,
                    remoteRtcp,
                    sending,
                    before.receiving,
                    before.sendDigits,
                    before.receiveDigits,
                    direction,
                    sendKeys,
                    receiveKeys,
                    before.fax,
                    voipMetrics,
                    browser,
                    feedback);
        }
    }

    /// Whether the peer can be asked for a key frame by RTCP.
    public boolean asksForKeyFrames() {
        return feedback.contains(RtcpFeedback.PLI) || feedback.contains(RtcpFeedback.FIR);
    }

    public boolean isFax() {
        return fax.isPresent();
    }

    public boolean isEncrypted() {
        return sendKeys.isPresent();
    }
}
