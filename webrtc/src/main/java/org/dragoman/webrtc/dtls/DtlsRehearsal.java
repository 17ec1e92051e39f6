package org.dragoman.webrtc.dtls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.media.DtlsRole;
import org.dragoman.core.media.SrtpKeys;

/// A handshake of the gateway with itself, in the background: the first one takes half a second,
/// since nothing of the library is loaded, and no browser shall wait for that.
public final class DtlsRehearsal {
    private static final byte[] NAME = "rehearsal".getBytes(StandardCharsets.US_ASCII);

    private final AtomicInteger over = new AtomicInteger();
    private Optional<DtlsAssociation> client = Optional.empty();
    private Optional<DtlsAssociation> server = Optional.empty();

    private DtlsRehearsal() {}

    /// Returns at once.
    public static void begin(DtlsIdentity identity, DtlsWorkers workers) {
        new DtlsRehearsal().run(identity, workers);
    }

    private void run(DtlsIdentity identity, DtlsWorkers workers) {
        server = Optional.of(side(identity, workers, DtlsRole.SERVER));
        client = Optional.of(side(identity, workers, DtlsRole.CLIENT));
        client.get().begin();
    }

    private DtlsAssociation side(DtlsIdentity identity, DtlsWorkers workers, DtlsRole role) {
        boolean first = role == DtlsRole.CLIENT;
        return new DtlsAssociation(
                identity,
                workers,
                role,
                List.of(identity.fingerprint()),
                NAME,
                datagram -> (first ? server : client).ifPresent(other -> other.arrived(datagram)),
                new DtlsAssociation.Listener() {
                    @Override
                    public void secured(SrtpKeys ours, SrtpKeys theirs) {
                        if (over.incrementAndGet() == 2) {
                            end();
                        }
                    }

                    @Override
                    public void ended(String why) {
                        end();
                    }
                });
    }

    private void end() {
        client.ifPresent(DtlsAssociation::close);
        server.ifPresent(DtlsAssociation::close);
    }
}
