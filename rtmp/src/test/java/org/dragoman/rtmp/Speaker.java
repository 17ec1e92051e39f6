package org.dragoman.rtmp;

import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dragoman.media.codec.G711;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.SoundFormat;
import org.dragoman.rtmp.message.RtmpMessage;

/// Publishes a tone as G.711, 20 ms a message.
final class Speaker implements AutoCloseable {
    private static final int SAMPLES = 160;
    private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
    private long packet;

    Speaker(TestClient client, long stream, double hz) {
        pace.scheduleAtFixedRate(() -> client.send(next(stream, hz)), 0, 20, TimeUnit.MILLISECONDS);
    }

    private RtmpMessage next(long stream, double hz) {
        byte[] sound = new byte[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            double at = 2 * Math.PI * hz * (packet * SAMPLES + i) / 8_000;
            sound[i] = G711.compressMu((int) (10_000 * Math.sin(at)));
        }
        byte[] tag = AudioTag.write(SoundFormat.PCMU, sound, 0, SAMPLES);
        return new RtmpMessage.Audio(stream, 20 * packet++, Arrays.copyOf(tag, tag.length));
    }

    @Override
    public void close() {
        pace.shutdownNow();
    }
}
