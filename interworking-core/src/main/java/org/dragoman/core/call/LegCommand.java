package org.dragoman.core.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.MediaDescription;

/// What a leg can be ordered to do. How media travels in it is told at {@link LegEvent}.
public sealed interface LegCommand {

    /// Call the destination: the first command of a leg that the gateway makes.
    record Dial(CallRequest request) implements LegCommand {}

    /// Tell the caller that its call is being worked on.
    record Proceed() implements LegCommand {}

    /// Ask the caller for more digits. Comes again each time that digits were not enough: a SIP
    /// INVITE has its 484 each time, an H.323 Setup its SetupAcknowledge once.
    record AskForDigits() implements LegCommand {}

    /// Send further digits of the number to the destination.
    record SendDialledDigits(String digits, boolean complete) implements LegCommand {}

    /// Tell the caller of progress.
    record Progress(boolean inBand, Optional<MediaDescription> media, Optional<Cause> cause)
            implements LegCommand {}

    /// Tell the caller that the called party is being alerted.
    record Ring(boolean inBand, Optional<MediaDescription> media) implements LegCommand {}

    /// Answer the caller.
    record Answer(Optional<MediaDescription> media, Optional<Party> connected)
            implements LegCommand {}

    /// Offer the peer other media.
    record OfferMedia(MediaDescription offer) implements LegCommand {}

    /// Answer what the peer offered.
    record AnswerMedia(MediaDescription answer) implements LegCommand {}

    /// Refuse what the peer offered in the middle of the call.
    record RefuseMedia(Cause cause) implements LegCommand {}

    /// The other side holds: tell the peer to send nothing.
    record Hold() implements LegCommand {}

    /// The other side is back.
    record Resume() implements LegCommand {}

    /// Send a digit by the method this peer understands.
    record SendDigit(char digit, Duration held) implements LegCommand {}

    /// Ask the peer for a key frame of its video, by whatever it understands. Requests come no
    /// faster than {@link CallLegs} lets them.
    record AskForKeyFrame() implements LegCommand {}

    /// Tell the peer how far the transfer is that it asked for. After {@link TransferStatus#DONE}
    /// it is released; after {@link TransferStatus#FAILED} it talks as before.
    ///
    /// - {@code cause}: why it failed.
    record TellTransfer(TransferStatus status, Optional<Cause> cause) implements LegCommand {}

    /// Ask the peer to call somebody else.
    record Transfer(Party to, Optional<String> replaces) implements LegCommand {}

    /// Tell the peer that the three-way call it asked for has begun; or that there is none, or no
    /// longer, and it talks in two calls as before.
    record TellMeeting(boolean on) implements LegCommand {}

    /// Send the caller elsewhere, and end the leg.
    record Redirect(List<Party> targets, Cause cause) implements LegCommand {}

    /// Tell the peer who it is talking to now.
    record UpdateIdentity(Party party) implements LegCommand {}

    /// End the leg; {@link LegEvent.Released} follows.
    record Release(Cause cause) implements LegCommand {}
}
