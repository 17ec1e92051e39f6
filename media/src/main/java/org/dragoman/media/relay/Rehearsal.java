package org.dragoman.media.relay;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.relay.linux.Scheduling;
import org.dragoman.media.relay.linux.UdpSocket;
import org.dragoman.media.rtp.NtpClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes packets over the relay's path before calls do, once in the life of the program, so that
/// the compiler has done its work when they come: cold, a packet costs ten times as much. Done
/// aside, on sockets of loopback that nobody reads, and behind all other work. {@link Mishaps} are
/// part of it: a way that no packet has gone, the compiler leaves out, and the first packet that
/// goes it in earnest throws the whole path back to where it was cold.
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

    private static final int ROUNDS = 12_000; // of two packets; the compiler begins at 5 000
    private static final int NICE = 15;
    private static final int ROUNDS_BEFORE = 600; // every mishap once: classes are made by then
    private static final int DIGIT_EACH = 50; // rounds
    private static final int MISHAP_EACH = 10; // rounds
    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    private static final CompletableFuture<Boolean> OVER = new CompletableFuture<>();

    private final PacketBatch batch;
    private final RehearsedConverter converter = new RehearsedConverter();

    private Rehearsal(Arena arena) {
        batch = new PacketBatch(arena);
    }

    /// Begins in the background, unless it was begun before.
    static void begin() {
        if (BEGUN.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("media-rehearsal").start(Rehearsal::perform);
        }
    }

    /// Completed when it is over, and nothing is open any more.
    static CompletableFuture<Boolean> over() {
        return OVER;
    }

    private static void perform() {
        boolean done = false;
        try (var arena = Arena.ofConfined()) {
            new Rehearsal(arena).run(new Scheduling(arena));
            done = true;
        } catch (IOException e) {
            LOG.atInfo()
                    .addKeyValue("event", "media.no-rehearsal")
                    .setCause(e)
                    .log("the first calls cost more processor time than later ones");
        } finally {
            OVER.complete(done);
        }
    }

    /// Stands back once it has been everywhere: whoever makes a class holds up all others who need
    /// it, and behind all other work that took seconds.
    private void run(Scheduling scheduling) throws IOException {
        var loopback = InetAddress.getLoopbackAddress();
        var any = new InetSocketAddress(loopback, 0);
        int fd = UdpSocket.open(any, 0);
        try (var sink = new DatagramSocket(any)) {
            var peer = new InetSocketAddress(loopback, sink.getLocalPort());
            var left = port(fd, peer, new PayloadFormat(Codec.PCMA, 8, 20));
            var right = port(fd, peer, new PayloadFormat(Codec.PCMU, 0, 20));
            left.join(right);
            var one = new RehearsedSide(batch, left, PeerAddress.of(peer), 8);
            var other = new RehearsedSide(batch, right, PeerAddress.of(peer), 0);
            var mishaps = new Mishaps(batch, one, other, converter);
            for (int round = 0; round < ROUNDS; round++) {
                if (round == ROUNDS_BEFORE) {
                    scheduling.nice(NICE);
                }
                one.speak(round % DIGIT_EACH == 0 ? RehearsedSide.EVENTS : 8);
                other.speak(0);
                batch.receive(fd, 1);
                if (round % MISHAP_EACH == 0) {
                    mishaps.next();
                    batch.receive(fd, PacketBatch.MOST);
                }
            }
        } finally {
            UdpSocket.close(fd);
        }
    }

    private LivePort port(int fd, InetSocketAddress peer, PayloadFormat format) {
        var around =
                new PortSurroundings(
                        new Randomness(new Random(fd)),
                        new NtpClock(Instant.EPOCH, 0),
                        Duration.ofMinutes(1),
                        converter);
        var loopback = InetAddress.getLoopbackAddress();
        var nothing = new FlowPlan(MediaFlow.NONE, loopback);
        var port =
                new LivePort(
                        Sockets.pretended(fd),
                        LastStream.NONE,
                        SourcePolicy.ANY,
                        nothing,
                        new Deaf(),
                        new DigitQueue(),
                        around,
                        false);
        var flow =
                new MediaFlow(
                        Optional.of(peer),
                        Optional.empty(),
                        Optional.of(format),
                        List.of(format, RehearsedConverter.FORMAT),
                        OptionalInt.empty(),
                        OptionalInt.of(RehearsedSide.EVENTS),
                        Direction.SEND_RECEIVE);
        port.liveOn(() -> {});
        port.agree(new FlowPlan(flow, loopback), 0);
        return port;
    }

    private static final class Deaf implements MediaPlane.Ear {
        @Override
        public void digit(char digit, Duration held) {
            // nobody dialled it
        }

        @Override
        public void conversionFailed(String why) {
            // nothing is converted
        }

        @Override
        public void firstPacket() {
            // nobody waits for it
        }
    }
}
