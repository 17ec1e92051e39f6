package org.dragoman.rtmp;

import java.net.InetSocketAddress;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.net.SoundExchange;
import org.dragoman.rtmp.sound.SoundDown;
import org.dragoman.rtmp.sound.SoundUp;

/// Sound of one leg both ways, from its first agreement to its end.
final class LegSound {
    private final Surroundings around;
    private final InetSocketAddress port;
    private final SoundUp up;
    private final SoundExchange.Ear ear;

    private LegSound(Surroundings around, InetSocketAddress port, SoundExchange.Ear ear) {
        this.around = around;
        this.port = port;
        this.ear = ear;
        var random = around.random();
        up = new SoundUp(random.nextInt(), random.nextInt(), random.nextInt());
    }

    static LegSound begin(RtmpLeg leg, Phone phone, Surroundings around, InetSocketAddress port) {
        var down = new SoundDown();
        SoundExchange.Ear ear =
                (packet, length) ->
                        down.take(packet, length, now())
                                .ifPresent(s -> phone.hear(leg, s.tag(), s.millis()));
        var sound = new LegSound(around, port, ear);
        around.exchange().listen(port, ear);
        return sound;
    }

    void speak(AudioTag tag, long messageMillis) {
        up.take(tag, messageMillis, now()).forEach(packet -> around.exchange().send(packet, port));
    }

    void close() {
        around.exchange().forget(port, ear);
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
