package org.dragoman.core.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.MediaDescription;

/// What happened on a leg, in no protocol's words.
///
/// Media follows offer and answer whichever side starts. Where a leg was given an offer (its
/// {@link LegCommand.Dial}, {@link LegCommand.OfferMedia}), the first description it reports is the
/// answer. Where it was dialled without one, the description in {@link Progress}, {@link Ringing}
/// or {@link Answered} is an offer, and {@link LegCommand.AnswerMedia} completes it. A caller that
/// brought no offer reports {@link MediaAnswered} after it was offered media with its
/// {@link LegCommand.Progress}, {@link LegCommand.Ring} or {@link LegCommand.Answer}.
public sealed interface LegEvent {
    LegId leg();

    /// A call came in. The first event of a caller's leg.
    record Offered(LegId leg, CallRequest request) implements LegEvent {}

    /// A call came in that takes the place of a leg in another call of this gateway: the other side
    /// of that call is who is wanted. The first event of a caller's leg, instead of Offered.
    ///
    /// - {@code replaced}: a leg that talks, or one that the gateway dialled and that has not
    ///   answered (SIP Replaces, RFC 3891 §3).
    record Replacing(LegId leg, CallRequest request, LegId replaced) implements LegEvent {}

    /// The next hop has the request and works on it.
    record Proceeding(LegId leg) implements LegEvent {}

    /// The destination wants more digits before it can route (SetupAcknowledge, 484).
    record MoreDigits(LegId leg) implements LegEvent {}

    /// The caller dialled on; {@code complete} when it said that no more follow.
    record DialledDigits(LegId leg, String digits, boolean complete) implements LegEvent {}

    /// The call progresses without ringing.
    ///
    /// - {@code inBand}: there is something to hear on the leg (progress indicator 1 or 8, a 183
    ///   with media).
    /// - {@code cause}: why, where an announcement explains a failure to come.
    record Progress(
            LegId leg, boolean inBand, Optional<MediaDescription> media, Optional<Cause> cause)
            implements LegEvent {}

    /// The called party is being alerted.
    record Ringing(LegId leg, boolean inBand, Optional<MediaDescription> media)
            implements LegEvent {}

    /// The called party answered, and sound can flow: media of this leg is settled, or offered.
    record Answered(LegId leg, Optional<MediaDescription> media, Optional<Party> connected)
            implements LegEvent {}

    /// The peer wants other media in the middle of the call.
    record MediaOffered(LegId leg, MediaDescription offer) implements LegEvent {}

    /// The peer accepted what it was offered.
    record MediaAnswered(LegId leg, MediaDescription answer) implements LegEvent {}

    /// The peer refused what it was offered; what was agreed before still holds.
    record MediaRefused(LegId leg, Cause cause) implements LegEvent {}

    /// The peer put us on hold; the leg has already agreed with the peer.
    record Held(LegId leg) implements LegEvent {}

    /// The peer took us off hold.
    record Resumed(LegId leg) implements LegEvent {}

    /// The peer dialled a digit: 0–9, A–D, *, # or ! (hook flash).
    record Digit(LegId leg, char digit, Duration held, DigitMethod method) implements LegEvent {}

    /// The peer lost a picture of the other side's video, and needs one that stands by itself.
    record KeyFrameWanted(LegId leg) implements LegEvent {}

    /// The peer asks that the other side be connected to somebody else; the gateway does it, and
    /// says how it goes by {@link LegCommand.TellTransfer}.
    ///
    /// - {@code replaces}: a leg of the same peer in another call of this gateway: the other side
    ///   of that call is meant, and {@code to} only names it (SIP Replaces, RFC 3891).
    record TransferRequested(LegId leg, Party to, Optional<LegId> replaces) implements LegEvent {}

    /// The peer wants to be heard by the other sides of two of its calls at once, and they by one
    /// another: a three-way call. It is in this call from then on, its leg of the other is idle;
    /// {@link LegCommand.TellMeeting} says how it goes.
    ///
    /// - {@code other}: the peer's leg in another call of this gateway.
    record MeetingRequested(LegId leg, LegId other) implements LegEvent {}

    /// The destination says to call elsewhere; the attempt is over.
    record Redirected(LegId leg, List<Party> targets, Cause cause) implements LegEvent {}

    /// The peer is now, or now says it is, somebody else.
    record IdentityChanged(LegId leg, Party party) implements LegEvent {}

    /// The leg is over; it reports nothing more.
    record Released(LegId leg, Cause cause) implements LegEvent {}
}
