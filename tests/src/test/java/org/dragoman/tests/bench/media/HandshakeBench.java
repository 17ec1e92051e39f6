package org.dragoman.tests.bench.media;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.webrtc.dtls.DtlsAssociation;
import org.dragoman.webrtc.dtls.DtlsIdentity;
import org.dragoman.webrtc.dtls.DtlsWorkers;

/// What a handshake of DTLS-SRTP costs one side: the gateway's code on both, one handshake
/// after the other, and half of the processor time of the process.
public final class HandshakeBench {
    private static final int WARM_UP = 1_000; // handshakes
    private static final int MEASURED = 1_000;
    private static final double BUDGET_MILLIS = 3;
    private static final long PATIENCE = 20; // seconds

    private HandshakeBench() {}

    /// Prints the result.
    public static void main(String[] arguments) throws Exception {
        run();
    }

    static void run() throws Exception {
        var random = new SecureRandom();
        var now = InstantSource.system().instant();
        var ours = DtlsIdentity.make(random, now);
        var theirs = DtlsIdentity.make(random, now);
        try (var workers = new DtlsWorkers(ours);
                var others = new DtlsWorkers(theirs)) {
            var pair = new Pair(ours, workers, theirs, others);
            for (int i = 0; i < WARM_UP; i++) {
                pair.shake(i);
            }
            var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long before = system.getProcessCpuTime();
            for (int i = 0; i < MEASURED; i++) {
                pair.shake(WARM_UP + i);
            }
            double millis = (system.getProcessCpuTime() - before) / 1e6 / MEASURED / 2;
            System.out.printf(
                    Locale.ROOT,
                    "DTLS-SRTP handshake: %.2f ms of a processor for each side (budget %.0f ms)%n",
                    millis,
                    BUDGET_MILLIS);
        }
    }

    /// Two sides in one process.
    private record Pair(
            DtlsIdentity ours, DtlsWorkers workers, DtlsIdentity theirs, DtlsWorkers others) {
        void shake(int number) throws Exception {
            byte[] name = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
            var toServer = new CompletableFuture<Consumer<byte[]>>();
            var secured = new Side();
            var answered = new Side();
            try (var client =
                            new DtlsAssociation(
                                    theirs,
                                    others,
                                    DtlsRole.CLIENT,
                                    List.of(ours.fingerprint()),
                                    name,
                                    datagram -> toServer.join().accept(datagram),
                                    secured);
                    var server =
                            new DtlsAssociation(
                                    ours,
                                    workers,
                                    DtlsRole.SERVER,
                                    List.of(theirs.fingerprint()),
                                    name,
                                    client::arrived,
                                    answered)) {
                toServer.complete(server::arrived);
                client.begin();
                secured.done.get(PATIENCE, TimeUnit.SECONDS);
                answered.done.get(PATIENCE, TimeUnit.SECONDS);
            }
        }
    }

    private static final class Side implements DtlsAssociation.Listener {
        private final CompletableFuture<Boolean> done = new CompletableFuture<>();

        @Override
        public void secured(SrtpKeys ours, SrtpKeys theirs) {
            done.complete(true);
        }

        @Override
        public void ended(String why) {
            done.completeExceptionally(new IOException(why));
        }
    }
}
