package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Native memory comes back when a call ends, and a packet costs none of Java's.
class CodecMemoryTest {
    private static final int ROUNDS = 10_000;
    private static final long JAVA_HEAP_BELOW = 64L << 30; // address

    /// A coder that is not freed holds some 10 kB or more: 100 MB in all rounds.
    private static final long GROWTH = 8 << 20; // bytes

    private static final int MOST_BATCHES = 5;

    private static final int PACKETS = 2_000;
    private static final int MOST_ROUNDS =
            25; // until everything is compiled, on a busy machine too
    private static final long ALLOWED = 4_096; // bytes in all packets; the JVM counts in steps

    static Stream<Codec> coded() {
        return Coders.ALL.stream().filter(Coders.MACHINE::encodes);
    }

    /// The compiler takes memory for a while; what leaks grows for ever, and much faster.
    @Test
    void ten_thousand_calls_leave_the_resident_memory_flat() throws Exception {
        var codecs = coded().toList();
        try (var arena = Arena.ofConfined()) {
            var packet = arena.allocate(1_500);
            long growth = Long.MAX_VALUE;
            for (int batch = 0; growth > GROWTH && batch < MOST_BATCHES; batch++) {
                long before = resident();
                calls(codecs, packet, ROUNDS);
                growth = resident() - before;
            }
            assertThat(growth).as("bytes more after %d calls", ROUNDS).isLessThan(GROWTH);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("coded")
    void a_packet_makes_no_objects(Codec codec) throws CodecFailed {
        try (var arena = Arena.ofConfined();
                var encoder = Coders.MACHINE.encoder(codec, 20);
                var decoder = Coders.MACHINE.decoder(codec)) {
            var packet = arena.allocate(1_500);
            short[] in = Signals.speech(encoder.rateHz(), encoder.rateHz(), 3);
            short[] out = new short[SoundDecoder.MOST_SAMPLES];
            long allocated = Long.MAX_VALUE;
            for (int round = 0; allocated > ALLOWED && round < MOST_ROUNDS; round++) {
                long before = allocatedHere();
                talk(encoder, decoder, packet, in, out);
                allocated = allocatedHere() - before;
            }
            assertThat(allocated).isLessThanOrEqualTo(ALLOWED);
        }
    }

    private static void talk(
            SoundEncoder encoder,
            SoundDecoder decoder,
            MemorySegment packet,
            short[] in,
            short[] out)
            throws CodecFailed {
        int at = 0;
        for (int i = 0; i < PACKETS; i++) {
            int bytes = encoder.encode(in, at, packet, 0, 1_500);
            decoder.decode(packet, 0, bytes, out);
            if (i % 16 == 0) {
                decoder.conceal(encoder.frameSamples(), out);
            }
            at += encoder.frameSamples();
            at = at + encoder.frameSamples() > in.length ? 0 : at;
        }
    }

    private static void calls(List<Codec> codecs, MemorySegment packet, int rounds)
            throws CodecFailed {
        short[] pcm = new short[SoundDecoder.MOST_SAMPLES];
        for (int i = 0; i < rounds; i++) {
            var codec = codecs.get(i % codecs.size());
            var machine =
                    i / codecs.size() % 2 == 0 || !Coders.BUNDLE.encodes(codec)
                            ? Coders.MACHINE
                            : Coders.BUNDLE;
            try (var encoder = machine.encoder(codec, 20);
                    var decoder = machine.decoder(codec)) {
                int bytes = encoder.encode(pcm, 0, packet, 0, 1_500);
                decoder.decode(packet, 0, bytes, pcm);
            }
        }
    }

    /// Bytes resident outside Java's own heap, which lies low where its references are compressed.
    private static long resident() throws IOException {
        long kilobytes = 0;
        boolean counted = false;
        for (var line : Files.readAllLines(Path.of("/proc/self/smaps"))) {
            int dash = line.indexOf('-');
            if (line.startsWith("Rss:")) {
                kilobytes += counted ? Long.parseLong(line.replaceAll("[^0-9]", "")) : 0;
            } else if (dash > 0 && line.substring(0, dash).matches("[0-9a-f]+")) {
                counted = Long.parseUnsignedLong(line.substring(0, dash), 16) > JAVA_HEAP_BELOW;
            }
        }
        return kilobytes << 10;
    }

    private static long allocatedHere() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean())
                .getCurrentThreadAllocatedBytes();
    }
}
