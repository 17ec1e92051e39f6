package org.dragoman.tests.bench.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;

/// The relay in a process of its own, with calls between the legs of a {@link MediaLoad}: prints
/// the port of each leg, and ends when its input does.
///
/// Arguments: calls, first port of the load, loops, gather time in microseconds.
final class RelayProcess {
    private RelayProcess() {}

    static void main(String[] arguments) throws Exception {
        int calls = Integer.parseInt(arguments[0]);
        int firstPort = Integer.parseInt(arguments[1]);
        var config =
                RelayConfig.on(InetAddress.getLoopbackAddress())
                        .withLoops(Integer.parseInt(arguments[2]), false)
                        .withGather(Duration.ofNanos(Long.parseLong(arguments[3]) * 1_000));
        try (var relay = new Relay(config)) {
            for (int call = 0; call < calls; call++) {
                var one = open(relay, MediaLoad.address(firstPort, 2 * call));
                var other = open(relay, MediaLoad.address(firstPort, 2 * call + 1));
                one.join(other);
                System.out.println(one.port().localRtp().getPort());
                System.out.println(other.port().localRtp().getPort());
            }
            System.out.println("ready");
            while (System.in.read() >= 0) {
                // lives as long as whoever started it
            }
        }
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
