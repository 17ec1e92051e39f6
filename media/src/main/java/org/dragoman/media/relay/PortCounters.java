package org.dragoman.media.relay;

import java.util.Optional;
import org.dragoman.core.media.MediaQuality;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.media.rtp.Counter;
import org.dragoman.media.rtp.IncomingStream;

/// What a port counts. Written by its loop, read by anyone.
///
/// - {@code strangers}: packets from a source that is not the peer.
/// - {@code late}: packets of the call that had this port before.
/// - {@code refused}: of a format not agreed, or one the other side cannot be given.
/// - {@code unauthentic}: not protected as agreed: clear, with another key, or changed.
/// - {@code replayed}: protected as agreed, but seen before or much too late.
/// - {@code unconverted}: packets that the conversion had no room for.
/// - {@code concealedMillis}: sound made in the place of what did not come, where it is converted.
/// - {@code discarded}: packets that came too late to be converted.
/// - {@code malformed}: not RTP or RTCP.
/// - {@code unsent}: packets the system would not take.
final class PortCounters {
    final Counter packetsReceived = new Counter();
    final Counter packetsSent = new Counter();
    final Counter bytesReceived = new Counter();
    final Counter bytesSent = new Counter();
    final Counter strangers = new Counter();
    final Counter late = new Counter();
    final Counter refused = new Counter();
    final Counter unauthentic = new Counter();
    final Counter replayed = new Counter();
    final Counter unconverted = new Counter();
    final Counter concealedMillis = new Counter();
    final Counter discarded = new Counter();
    final Counter malformed = new Counter();
    final Counter unsent = new Counter();

    MediaStatistics statistics(IncomingStream in, PeerView view, FlowPlan plan) {
        return new MediaStatistics(
                packetsReceived.get(),
                packetsSent.get(),
                bytesReceived.get(),
                bytesSent.get(),
                strangers.get()
                        + late.get()
                        + refused.get()
                        + unauthentic.get()
                        + replayed.get()
                        + malformed.get()
                        + unconverted.get(),
                in.lost(),
                in.jitterMicros(),
                quality(in, view, plan));
    }

    private MediaQuality quality(IncomingStream in, PeerView view, FlowPlan plan) {
        long roundTrip = view.roundTripMicros.get();
        boolean heard = packetsReceived.get() != 0;
        boolean reported = view.isKnown();
        return new MediaQuality(
                in.outOfOrder(),
                in.duplicates(),
                discarded.get(),
                concealedMillis.get(),
                roundTrip,
                view.lost.get(),
                view.jitterMicros.get(),
                heard ? plan.soundFrom(in, roundTrip).rating() : Optional.empty(),
                reported ? plan.soundTo(view, packetsSent.get()).rating() : Optional.empty(),
                view.listening());
    }
}
