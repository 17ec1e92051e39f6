package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.flow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.relay.RelayFixture.Ears;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;

/// Calls that are converted come and go, with every codec this machine has, and leave nothing. A
/// short soak; {@code -Ddragoman.soak.conversions=10000} makes it a long one.
class ConversionSoakTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int CALLS = Integer.getInteger("dragoman.soak.conversions", 400);
    private static final int MOST_BATCHES = 5;
    private static final int AT_A_TIME = 40;

    /// Of a batch of calls. Codecs that are not freed hold 20 kB a call or more; Java's own heap
    /// grows too, but not for ever.
    private static final long ALLOWED_KIB = Math.max(4_096, CALLS * 2L);

    private static final List<Codec> CODECS =
            Stream.of(
                            Codec.G722,
                            Codec.G723,
                            Codec.GSM,
                            Codec.of("G726-32", 8_000),
                            Codec.of("SPEEX", 16_000),
                            Codec.of("AMR", 8_000).with("octet-align", "1"),
                            new Codec("OPUS", 48_000, 2, Map.of()))
                    .filter(Codecs.ofThisMachine()::decodes)
                    .filter(Codecs.ofThisMachine()::encodes)
                    .toList();

    private record Call(MediaPlane.Opened one, MediaPlane.Opened other) {}

    @Test
    void nothing_is_left_of_calls_that_were_converted() throws Exception {
        assertThat(CODECS).hasSizeGreaterThan(3);
        try (var relay = RelayFixture.relay();
                var a = new RawPeer();
                var b = new RawPeer()) {
            long growth = Long.MAX_VALUE;
            for (int batch = 0; growth > ALLOWED_KIB && batch < MOST_BATCHES; batch++) {
                long before = residentKib();
                run(relay, a, b, CALLS);
                growth = residentKib() - before;
            }
            assertThat(relay.conversionsInUse()).isZero();
            assertThat(growth)
                    .as("KiB of resident memory after %d more calls", CALLS)
                    .isLessThanOrEqualTo(ALLOWED_KIB);
        }
    }

    private static void run(Relay relay, RawPeer a, RawPeer b, int calls) throws Exception {
        for (int done = 0; done < calls; done += AT_A_TIME) {
            var open = new ArrayList<Call>();
            for (int i = 0; i < AT_A_TIME; i++) {
                open.add(begin(relay, a, b, CODECS.get(i % CODECS.size())));
            }
            for (var call : open) {
                RelayFixture.settle(call.one(), call.other());
                a.ssrc++; // or it would be a late packet of the call before on that port
                a.send(call.one().port().localRtp(), a.rtp(8, 160));
            }
            Eventually.isTrue(SOON, () -> open.stream().allMatch(c -> sent(c.other()) > 0));
            for (var call : open) {
                call.one().close();
                call.other().close();
            }
            Eventually.isTrue(SOON, () -> relay.conversionsInUse() == 0);
            for (var left = b.receive(0); left.isPresent(); left = b.receive(0)) {}
        }
    }

    private static Call begin(Relay relay, RawPeer a, RawPeer b, Codec codec) throws Exception {
        var one = relay.open("left", new Ears());
        var other = relay.open("right", new Ears());
        one.port().agree(flow(a.address(), PCMA));
        other.port().agree(flow(b.address(), new PayloadFormat(codec, 96, 30)));
        one.join(other);
        return new Call(one, other);
    }

    private static long sent(MediaPlane.Opened port) {
        return port.port().statistics().packetsSent();
    }

    private static long residentKib() throws IOException {
        System.gc();
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(l -> l.startsWith("VmRSS:"))
                    .map(l -> l.replaceAll("\\D", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
