package org.dragoman.media.relay;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.MediaFlow;

/// The place of a browser's video: with its sound, by the same path and under the same keys.
///
/// - Source: RFC 9143; RFC 8834 §4.1.
final class BundledPlace implements Place {
    private final SharedPlace sound;
    private Optional<RelayPort> port = Optional.empty(); // all below: guarded by sound
    private MediaFlow flow = MediaFlow.NONE;

    BundledPlace(SharedPlace sound) {
        this.sound = sound;
    }

    /// The port that is here: packets of its payload types are its own from now on.
    void settle(RelayPort settled) {
        synchronized (sound) {
            port = Optional.of(settled);
            sound.bundle(this, settled);
        }
    }

    @Override
    public InetSocketAddress rtp() {
        return sound.rtp();
    }

    @Override
    public InetSocketAddress rtcp() {
        return sound.rtcp();
    }

    @Override
    public Optional<BrowserEnd> browser() {
        return sound.browser();
    }

    @Override
    public boolean isFixed() {
        return true;
    }

    @Override
    public void agree(RelayPort of, MediaFlow agreed) {
        synchronized (sound) {
            flow = agreed;
            replan();
        }
    }

    /// The path or the keys are others; with the lock of {@code sound} held.
    void replan() {
        port.ifPresent(p -> p.replan(sound.plan(flow)));
    }

    @Override
    public void leave(LivePort live, long nanos) {
        synchronized (sound) {
            port = Optional.empty();
            sound.unbundle(this);
        }
    }
}
