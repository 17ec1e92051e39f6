package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// What was heard: linear samples, mono, usually 8 000 a second. Measured by arithmetic of its
/// own, so that a mistake of the gateway's codecs cannot hide itself.
public record Sound(short[] samples, int clockHz) {
    private static final int USUAL_HZ = 8_000;
    private static final int WINDOWS_A_SECOND = 4; // measured: frequencies 4 Hz apart
    private static final int WINDOWS = 10; // that are looked at, the loudest
    private static final Duration RECENT = Duration.ofSeconds(2);
    private static final Duration MEASURABLE = Duration.ofMillis(500);
    private static final double CLEAR = 0.95; // purity
    private static final double SILENT = 100; // mean square
    private static final int WAVE_HEADER_BYTES = 44;
    private static final int WAVE_CHANNELS_AT = 22;
    private static final int WAVE_CLOCK_AT = 24;
    private static final int WAVE_LENGTH_AT = 40;

    /// Level of a full-scale sine: the largest µ-law or A-law value is +3.14 dBm0 (G.711 Tables
    /// 1a and 2a).
    private static final double FULL_SCALE_DBM0 = 3.14;

    private static final double NOTHING_DBM0 = -99;

    Sound(short[] samples) {
        this(samples, USUAL_HZ);
    }

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

    /// Reads a WAV file of 16-bit samples once it is whole: its header has the length from the
    /// moment it is closed.
    public static Sound ofWave(Path file) {
        return ofWave(file, 0);
    }

    /// Reads a file of 8 kHz, mono, that somebody still writes; nothing where it is not begun.
    static Optional<Sound> ofWaveSoFar(Path file) {
        try {
            byte[] all = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            int count = (all.length - WAVE_HEADER_BYTES) / Short.BYTES;
            if (count <= 0) {
                return Optional.empty();
            }
            short[] samples = new short[count];
            ByteBuffer.wrap(all, WAVE_HEADER_BYTES, count * Short.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer()
                    .get(samples);
            return Optional.of(new Sound(samples));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The same of one of its channels, counted from 0.
    public static Sound ofWave(Path file, int channel) {
        byte[] all = Await.value(Duration.ofSeconds(10), "sound in " + file, () -> whole(file));
        var body = ByteBuffer.wrap(all, WAVE_HEADER_BYTES, all.length - WAVE_HEADER_BYTES & ~1);
        var header = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
        int channels = header.getShort(WAVE_CHANNELS_AT);
        var shorts = body.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] samples = new short[shorts.remaining() / channels];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = shorts.get(i * channels + channel);
        }
        return new Sound(samples, header.getInt(WAVE_CLOCK_AT));
    }

    private static Optional<byte[]> whole(Path file) {
        try {
            byte[] all = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
            if (all.length <= WAVE_HEADER_BYTES) {
                return Optional.empty();
            }
            int length = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getInt(WAVE_LENGTH_AT);
            return length == all.length - WAVE_HEADER_BYTES ? Optional.of(all) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Duration length() {
        return Duration.ofMillis(samples.length * 1_000L / clockHz);
    }

    /// What was heard first, up to this length.
    public Sound until(Duration end) {
        int count = (int) Math.min(samples.length, end.toMillis() * clockHz / 1_000);
        return new Sound(Arrays.copyOf(samples, count), clockHz);
    }

    /// What was heard last, of this length.
    public Sound last(Duration length) {
        int count = (int) Math.min(samples.length, length.toMillis() * clockHz / 1_000);
        var end = Arrays.copyOfRange(samples, samples.length - count, samples.length);
        return new Sound(end, clockHz);
    }

    /// The clearest tone among the loudest quarters of a second: what is before the answer,
    /// beside a digit, or around a hold does not count.
    public Tone tone() {
        int window = clockHz / WINDOWS_A_SECOND;
        if (samples.length < window) {
            throw new AssertionError("too little sound to measure: " + length().toMillis() + " ms");
        }
        return IntStream.iterate(
                        0, from -> from + window <= samples.length, from -> from + window / 2)
                .boxed()
                .sorted(
                        Comparator.comparingDouble(
                                from -> -meanSquare(samples, from, from + window)))
                .limit(WINDOWS)
                .map(from -> strongest(Arrays.copyOfRange(samples, from, from + window)))
                .max(Comparator.comparingDouble(Tone::purity))
                .orElseThrow();
    }

    /// Whether the last two seconds have this tone in them, and little else beside it.
    public boolean isClearly(double hertz) {
        var recent = last(RECENT);
        if (recent.length().compareTo(MEASURABLE) < 0) {
            return false;
        }
        var tone = recent.tone();
        return Math.abs(tone.hertz() - hertz) <= 3 && tone.purity() > CLEAR;
    }

    /// The level of one frequency where it is loudest, in dBm0, among whatever else is heard: that
    /// of a quarter of a second.
    public double loudest(double hertz) {
        return levels(hertz).max().orElse(NOTHING_DBM0);
    }

    /// The same where it is quietest.
    public double quietest(double hertz) {
        return levels(hertz).min().orElse(NOTHING_DBM0);
    }

    private DoubleStream levels(double hertz) {
        int window = clockHz / WINDOWS_A_SECOND;
        return IntStream.iterate(0, from -> from + window <= samples.length, from -> from + window)
                .mapToDouble(
                        from ->
                                dbm0(
                                        power(
                                                Arrays.copyOfRange(samples, from, from + window),
                                                hertz)));
    }

    private static double dbm0(double meanSquare) {
        double fullScale = 32_767.0 * 32_767.0 / 2;
        return meanSquare == 0
                ? NOTHING_DBM0
                : 10 * Math.log10(meanSquare / fullScale) + FULL_SCALE_DBM0;
    }

    /// Whether the last half second has nothing to be heard.
    boolean isSilentNow() {
        var end = last(MEASURABLE);
        return end.length().equals(MEASURABLE)
                && meanSquare(end.samples, 0, end.samples.length) < SILENT;
    }

    private Tone strongest(short[] window) {
        double hertz = bestOf(window, 200, 3_900, 4);
        hertz = bestOf(window, hertz - 4, hertz + 4, 0.25);
        double best = power(window, hertz);
        double whole = meanSquare(window, 0, window.length);
        return new Tone(hertz, dbm0(best), whole == 0 ? 0 : Math.min(1, best / whole));
    }

    private double bestOf(short[] window, double from, double to, double step) {
        double most = -1;
        double hertz = from;
        for (double f = from; f <= to; f += step) {
            double p = power(window, f);
            if (p > most) {
                most = p;
                hertz = f;
            }
        }
        return hertz;
    }

    private static double meanSquare(short[] samples, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return sum / (to - from);
    }

    /// Power of one frequency (Goertzel), as the mean square of its sine.
    private double power(short[] window, double hertz) {
        double coefficient = 2 * Math.cos(2 * Math.PI * hertz / clockHz);
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
}
