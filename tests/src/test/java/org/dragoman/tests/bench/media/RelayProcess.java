package org.dragoman.tests.bench.media;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;

/// The relay in a process of its own, with calls between the legs of a {@link MediaLoad}: prints
/// the port of each leg; then, for each line it reads, the bytes its loops have allocated. Ends
/// when its input does.
///
/// Arguments: calls, own address, address and port of the load, loops, gather time in microseconds.
final class RelayProcess {
    private static final Pattern LOOP = Pattern.compile("media-\\d+");

    private RelayProcess() {}

    static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[0]);
        var load =
                new InetSocketAddress(
                        InetAddress.ofLiteral(arguments[2]), Integer.parseInt(arguments[3]));
        var config =
                RelayConfig.on(InetAddress.ofLiteral(arguments[1]))
                        .withLoops(Integer.parseInt(arguments[4]), false)
                        .withGather(Duration.ofNanos(Long.parseLong(arguments[5]) * 1_000));
        try (var relay = new Relay(config)) {
            for (int call = 0; call < calls; call++) {
                var one = open(relay, load);
                var other = open(relay, load);
                one.join(other);
                System.out.println(one.port().localRtp().getPort());
                System.out.println(other.port().localRtp().getPort());
            }
            while (System.in.read() >= 0) {
                System.out.println(allocated());
            }
        }
    }

    /// What the threads that carry packets have allocated since the start, in bytes.
    static long allocated() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && LOOP.matcher(thread.getThreadName()).matches())
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }

    private static MediaPlane.Opened open(Relay relay, InetSocketAddress remote)
            throws MediaPlane.OutOfPorts {
        var opened = relay.open("bench", new Deaf());
        var format = new PayloadFormat(Codec.PCMU, 0, 20);
        opened.port()
                .agree(
                        new MediaFlow(
                                Optional.of(remote),
                                Optional.empty(),
                                Optional.of(format),
                                List.of(format),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Direction.SEND_RECEIVE));
        return opened;
    }

    private static final class Deaf implements MediaPlane.Ear {
        @Override
        public void digit(char digit, Duration held) {}

        @Override
        public void conversionFailed(String why) {
            throw new AssertionError(why);
        }

        @Override
        public void firstPacket() {}
    }
}
