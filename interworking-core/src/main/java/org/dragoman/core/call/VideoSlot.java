package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaPort;

/// The part of a leg's place that has to do with video: its port, and what that hears. Used on the
/// call's loop.
final class VideoSlot implements MediaPlane.Ear {
    /// Between two orders to ask a peer for a key frame. One takes as many bits as a second of the
    /// pictures between; who still needs one asks again.
    private static final Duration KEY_FRAME_REST = Duration.ofMillis(500);

    private final LegSlot leg;
    private final CallLoop loop;
    private Optional<MediaPlane.Opened> port = Optional.empty();
    private boolean refused;
    private Instant lastAsked = Instant.MIN;

    VideoSlot(LegSlot leg, CallLoop loop) {
        this.leg = leg;
        this.loop = loop;
    }

    Optional<MediaPlane.Opened> opened() {
        return port;
    }

    /// The port; nothing, from then on too, where none is to be had.
    Optional<MediaPort> open() {
        if (port.isEmpty() && !refused) {
            port = loop.openVideo(leg.openMedia(), leg.trunk(), this);
            refused = port.isEmpty();
            if (port.isPresent()) {
                loop.driver().videoOpened();
            }
        }
        return port.map(MediaPlane.Opened::port);
    }

    /// What is agreed and passes.
    Optional<CallSnapshot.Video> snapshot() {
        return port.map(MediaPlane.Opened::port)
                .map(p -> new CallSnapshot.Video(p.agreed(), p.statistics()));
    }

    void close() {
        port.ifPresent(
                p -> {
                    p.part();
                    p.close();
                });
        port = Optional.empty();
    }

    boolean mayAskForKeyFrame(Instant now) {
        boolean may = lastAsked.plus(KEY_FRAME_REST).isBefore(now);
        lastAsked = may ? now : lastAsked;
        return may;
    }

    @Override
    public void keyFrameWanted() {
        loop.execute(
                () -> {
                    if (!leg.isOver()) {
                        leg.emit(new LegEvent.KeyFrameWanted(leg.id()));
                    }
                });
    }

    @Override
    public String name() {
        return leg.id().call().toString();
    }

    @Override
    public void digit(char digit, Duration held) {} // none in pictures

    @Override
    public void conversionFailed(String why) {} // nothing is converted

    @Override
    public void firstPacket() {} // who hears something decides when a call is heard
}
