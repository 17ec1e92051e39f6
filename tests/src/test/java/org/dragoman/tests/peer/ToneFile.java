package org.dragoman.tests.peer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// WAV files that a gateway plays: two seconds of a tone, 16-bit PCM at 8 kHz.
public final class ToneFile {
    private static final int CLOCK_HZ = 8_000;
    private static final int SAMPLES = 2 * CLOCK_HZ;
    private static final int AMPLITUDE = 8_000;

    private ToneFile() {}

    public static void write(Path file, int hertz) throws IOException {
        var wave = ByteBuffer.allocate(44 + 2 * SAMPLES).order(ByteOrder.LITTLE_ENDIAN);
        wave.put(text("RIFF")).putInt(36 + 2 * SAMPLES).put(text("WAVEfmt ")).putInt(16);
        wave.putShort((short) 1).putShort((short) 1).putInt(CLOCK_HZ).putInt(2 * CLOCK_HZ);
        wave.putShort((short) 2).putShort((short) 16).put(text("data")).putInt(2 * SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            double at = 2 * Math.PI * hertz * i / CLOCK_HZ;
            wave.putShort((short) (AMPLITUDE * Math.sin(at)));
        }
        Files.write(file, wave.array());
    }

    private static byte[] text(String of) {
        return of.getBytes(StandardCharsets.US_ASCII);
    }
}
