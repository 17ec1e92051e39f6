package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/// What was heard: linear samples, 8 000 a second, mono. Measured by arithmetic of its own, so that
/// a mistake of the gateway's codecs cannot hide itself.
public record Sound(short[] samples) {
    private static final int CLOCK_HZ = 8_000;
    private static final int WINDOW = 2_000; // samples measured: a quarter of a second, 4 Hz apart
    private static final int WAVE_HEADER_BYTES = 44;

    /// Level of a full-scale sine: the largest µ-law or A-law value is +3.14 dBm0 (G.711 Tables 1a
    /// and 2a).
    private static final double FULL_SCALE_DBM0 = 3.14;

    /// A tone found in a sound.
    ///
    /// - {@code hertz}: of its strongest component.
    /// - {@code dbm0}: level of that component.
    /// - {@code purity}: its part of the whole power, 0 to 1.
    public record Tone(double hertz, double dbm0, double purity) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f Hz at %.1f dBm0, purity %.2f", hertz, dbm0, purity);
        }
    }

    /// Reads a WAV file of 16-bit samples as soon as there is enough in it to measure.
    static Sound ofWave(Path file) {
        int enough = WAVE_HEADER_BYTES + 4 * WINDOW;
        Await.until(Duration.ofSeconds(5), "sound in " + file, () -> size(file) >= enough);
        try {
            byte[] all = Files.readAllBytes(file);
            var body = ByteBuffer.wrap(all, WAVE_HEADER_BYTES, all.length - WAVE_HEADER_BYTES & ~1);
            short[] samples = new short[body.remaining() / 2];
            body.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
            return new Sound(samples);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Duration length() {
        return Duration.ofMillis(samples.length * 1_000L / CLOCK_HZ);
    }

    /// What was heard first, up to this length.
    public Sound until(Duration end) {
        int count = (int) Math.min(samples.length, end.toMillis() * CLOCK_HZ / 1_000);
        return new Sound(Arrays.copyOf(samples, count));
    }

    /// The tone in the loudest quarter of a second: what is before the answer, or after a digit,
    /// does not count.
    public Tone tone() {
        if (samples.length < WINDOW) {
            throw new AssertionError("too little sound to measure: " + length().toMillis() + " ms");
        }
        short[] window = loudest();
        double best = 0;
        double hertz = 0;
        for (double f = 200; f < 3_900; f += 2) {
            double p = power(window, f);
            if (p > best) {
                best = p;
                hertz = f;
            }
        }
        for (double f = hertz - 2; f <= hertz + 2; f += 0.25) {
            double p = power(window, f);
            if (p > best) {
                best = p;
                hertz = f;
            }
        }
        double whole = meanSquare(window, 0, window.length);
        double fullScale = 32_767.0 * 32_767.0 / 2;
        double dbm0 = best == 0 ? -99 : 10 * Math.log10(best / fullScale) + FULL_SCALE_DBM0;
        return new Tone(hertz, dbm0, whole == 0 ? 0 : Math.min(1, best / whole));
    }

    private short[] loudest() {
        int at = 0;
        double most = -1;
        for (int from = 0; from + WINDOW <= samples.length; from += WINDOW / 4) {
            double loudness = meanSquare(samples, from, from + WINDOW);
            if (loudness > most) {
                most = loudness;
                at = from;
            }
        }
        return Arrays.copyOfRange(samples, at, at + WINDOW);
    }

    private static double meanSquare(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum / (to - from);
    }

    /// Power of one frequency (Goertzel), as the mean square of its sine.
    private static double power(short[] window, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / CLOCK_HZ);
        double before = 0;
        double last = 0;
        for (short sample : window) {
            double next = sample + coefficient * last - before;
            before = last;
            last = next;
        }
        double energy = last * last + before * before - coefficient * last * before;
        return 2 * energy / ((double) window.length * window.length);
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
