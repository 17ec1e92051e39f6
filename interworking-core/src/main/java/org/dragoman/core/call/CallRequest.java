package org.dragoman.core.call;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.MediaDescription;

/// Everything a caller asks for, as received on one leg and dialled on the other.
///
/// - {@code redirections}: who sent the call on, most recent first (Q.931 redirecting number,
///   RFC 5806 Diversion).
/// - {@code numberComplete}: false while the caller may still dial digits (overlap).
/// - {@code media}: the caller's offer; empty where the caller wants to be offered (SIP INVITE
///   without SDP, H.323 slow start).
/// - {@code extras}: what else it carries, which rules may send on.
/// - {@code maxForwards}: hops left; a call that has none is refused, so that loops end.
public record CallRequest(
        Party from,
        Party to,
        List<Redirection> redirections,
        boolean numberComplete,
        Optional<MediaDescription> media,
        int maxForwards,
        Extras extras) {

    public static final int MAX_FORWARDS = 70; // RFC 3261 §8.1.1.6

    /// - {@code reason}: 0 unknown, 1 busy, 2 no reply, 15 unconditional (Q.931 redirecting number,
    ///   octet 3b, ITU-T Q.952).
    public record Redirection(Party party, int reason) {}

    public CallRequest {
        redirections = List.copyOf(redirections);
    }

    /// One that carries nothing else.
    public CallRequest(
            Party from,
            Party to,
            List<Redirection> redirections,
            boolean numberComplete,
            Optional<MediaDescription> media,
            int maxForwards) {
        this(from, to, redirections, numberComplete, media, maxForwards, Extras.NONE);
    }

    public static CallRequest of(Party from, Party to, Optional<MediaDescription> media) {
        return new CallRequest(from, to, List.of(), true, media, MAX_FORWARDS);
    }

    public CallRequest withFrom(Party other) {
        return new CallRequest(other, to, redirections, numberComplete, media, maxForwards, extras);
    }

    public CallRequest withTo(Party other) {
        return new CallRequest(
                from, other, redirections, numberComplete, media, maxForwards, extras);
    }

    public CallRequest withRedirections(List<Redirection> others) {
        return new CallRequest(from, to, others, numberComplete, media, maxForwards, extras);
    }

    public CallRequest withMedia(Optional<MediaDescription> other) {
        return new CallRequest(from, to, redirections, numberComplete, other, maxForwards, extras);
    }

    public CallRequest withMaxForwards(int other) {
        return new CallRequest(from, to, redirections, numberComplete, media, other, extras);
    }

    public CallRequest withNumberComplete(boolean complete) {
        return new CallRequest(from, to, redirections, complete, media, maxForwards, extras);
    }

    public CallRequest withExtras(Extras others) {
        return new CallRequest(from, to, redirections, numberComplete, media, maxForwards, others);
    }
}
