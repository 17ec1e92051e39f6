package org.dragoman.tests.bench.codec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dragoman.core.media.Codec;
import org.dragoman.media.codec.Codecs;

/// Prints what each codec costs, and what a converted channel costs beside the bare library: the
/// processor time of the thread, the best of some rounds, both taken in turn.
public final class CodecBench {
    private static final int ROUNDS = 7;
    private static final int PACKETS = 500; // of a round
    private static final double BUDGET = 1.15; // of the bare library, DESIGN §6
    private static final double G711_BUDGET = 1.4; // microseconds a frame
    private static final Codec OPUS = new Codec("OPUS", 48_000, 2, Map.of());
    private static final Codec SPEEX = Codec.of("SPEEX", 8_000);

    private static final List<Codec> ALL =
            List.of(
                    Codec.PCMU,
                    Codec.PCMA,
                    Codec.G722,
                    Codec.of("G726-32", 8_000),
                    Codec.G723,
                    Codec.GSM,
                    SPEEX,
                    Codec.of("SPEEX", 16_000),
                    OPUS,
                    Codec.of("AMR", 8_000),
                    Codec.of("NELLYMOSER", 8_000),
                    Codec.of("NELLYMOSER", 16_000));

    private CodecBench() {}

    /// Exit code 1 when a budget is missed.
    public static void main(String[] arguments) throws Throwable {
        var machine = Codecs.ofThisMachine();
        machine.explain().forEach(System.out::println);
        System.out.println("Microseconds for 20 ms of sound");
        say("%-18s %10s %10s   %s%n", "", "encode", "decode", "(of the program alone)");
        for (var codec : ALL) {
            if (machine.encodes(codec)) {
                each(machine, codec);
            }
        }
        boolean kept = g711(machine);
        kept &= channel("Opus", OPUS, Bare.opus(24_000, 5), machine);
        kept &= channel("Speex", SPEEX, Bare.speex(), machine);
        System.exit(kept ? 0 : 1);
    }

    private static void each(Codecs machine, Codec codec) throws Exception {
        double[] ours = alone(machine, codec);
        var program = Codecs.ofTheProgram();
        double[] its = program.encodes(codec) ? alone(program, codec) : new double[2];
        say("%-18s %10.1f %10.1f   %10.1f %10.1f%n", codec, ours[0], ours[1], its[0], its[1]);
    }

    private static double[] alone(Codecs codecs, Codec codec) throws Exception {
        try (var alone = new Alone(codecs, codec)) {
            double encode = Double.MAX_VALUE;
            double decode = Double.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                encode = Math.min(encode, Work.micros(alone::encode, PACKETS));
                decode = Math.min(decode, Work.micros(alone::decode, PACKETS));
            }
            double packets = alone.packetsIn20Millis();
            return new double[] {encode * packets, decode * packets};
        }
    }

    private static boolean g711(Codecs machine) throws Exception {
        try (var there = new Ours(machine, Codec.PCMU, Codec.PCMA, 8_000)) {
            double best = Double.MAX_VALUE;
            for (int i = 0; i < 10 * ROUNDS; i++) {
                best = Math.min(best, Work.micros(there, 10 * PACKETS));
            }
            say("G.711 decoded and encoded: %.2f us a frame (budget %.1f)%n", best, G711_BUDGET);
            return best <= G711_BUDGET;
        }
    }

    private static boolean channel(String name, Codec codec, Work[] bare, Codecs machine)
            throws Exception {
        try (var there = new Ours(machine, Codec.PCMU, codec, 8_000);
                var back = new Ours(machine, codec, Codec.PCMU, 8_000)) {
            double ours = Double.MAX_VALUE;
            double its = Double.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                its = Math.min(its, Work.micros(bare[0], PACKETS) + Work.micros(bare[1], PACKETS));
                ours = Math.min(ours, Work.micros(there, PACKETS) + Work.micros(back, PACKETS));
            }
            say(
                    "%s to G.711 and back: %.1f us a packet, bare library %.1f us, ratio %.3f"
                            + " (budget %.2f); channels a core: %.0f%n",
                    name, ours, its, ours / its, BUDGET, 20_000 / ours);
            return ours / its <= BUDGET;
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
