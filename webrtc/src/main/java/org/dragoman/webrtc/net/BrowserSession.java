package org.dragoman.webrtc.net;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.BrowserLink;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.media.relay.BrowserAgent;
import org.dragoman.media.relay.PacketPath;
import org.dragoman.webrtc.dtls.DtlsAssociation;
import org.dragoman.webrtc.dtls.DtlsIdentity;
import org.dragoman.webrtc.dtls.DtlsWorkers;
import org.dragoman.webrtc.ice.IceMachine;
import org.dragoman.webrtc.stun.StunMessage;

/// One browser: its ICE, and the DTLS association that goes with it. The port is told outside of
/// this object's lock, since it has one of its own.
final class BrowserSession implements BrowserAgent.Session {
    /// A browser that ended its association may come back with another, from a page that begins its
    /// media anew; after this it is gone.
    private static final Duration RETURN = Duration.ofSeconds(4);

    private static final int WAITING = 8; // datagrams before it is agreed what to do with them

    /// - {@code book}: where sessions are found by what they are called.
    record Surroundings(
            BrowserAgent.Outlet outlet,
            InstantSource time,
            DtlsIdentity identity,
            DtlsWorkers workers,
            Book book) {}

    /// Where sessions are found.
    interface Book {
        /// False where the name is another's.
        boolean enter(String name, BrowserSession session);

        void leave(String name, BrowserSession session);

        void enter(PacketPath path, BrowserSession session);

        void leave(PacketPath path, BrowserSession session);
    }

    private final IceCredentials first;
    private final BrowserAgent.Port port;
    private final Surroundings around;
    private volatile Optional<PacketPath> chosen = Optional.empty();
    private final IceMachine ice; // all below: guarded by this
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<PacketPath> paths = new LinkedHashSet<>();
    private final List<byte[]> early = new ArrayList<>();
    private Optional<BrowserLink> link = Optional.empty();
    private Optional<DtlsAssociation> dtls = Optional.empty();
    private Optional<Instant> deadline = Optional.empty(); // of an association that ended
    private String ending = "";
    private boolean over;

    BrowserSession(IceCredentials first, BrowserAgent.Port port, Surroundings around) {
        this.first = first;
        this.port = port;
        this.around = around;
        ice = new IceMachine(first, around.time().instant());
    }

    /// False where another has its name.
    synchronized boolean enter() {
        return enter(first.ufrag());
    }

    private boolean enter(String name) {
        return around.book().enter(name, this) && names.add(name);
    }

    @Override
    public IceCredentials credentials() {
        return first;
    }

    @Override
    public synchronized void agree(BrowserLink agreed) {
        if (over) {
            return;
        }
        if (!names.contains(agreed.local().ufrag())) {
            enter(agreed.local().ufrag());
        }
        ice.restart(agreed.local());
        boolean other = link.filter(l -> isSameAssociation(l, agreed)).isEmpty();
        if (link.isEmpty()) {
            ice.expect(around.time().instant());
        }
        link = Optional.of(agreed);
        if (other) {
            associate(agreed);
        }
    }

    // RFC 8842 §4: what makes an association another one
    private static boolean isSameAssociation(BrowserLink one, BrowserLink other) {
        return one.role() == other.role() && one.certificates().equals(other.certificates());
    }

    private void associate(BrowserLink agreed) {
        dtls.ifPresent(DtlsAssociation::close);
        deadline = Optional.empty();
        var association = new Association();
        association.dtls =
                Optional.of(
                        new DtlsAssociation(
                                around.identity(),
                                around.workers(),
                                agreed.role(),
                                agreed.certificates(),
                                first.ufrag().getBytes(StandardCharsets.US_ASCII),
                                this::send,
                                association));
        dtls = association.dtls;
        if (chosen.isPresent()) {
            dtls.get().begin();
        }
        early.forEach(dtls.get()::arrived);
        early.clear();
    }

    private void send(byte[] datagram) {
        chosen.ifPresent(path -> around.outlet().send(path, datagram));
    }

    /// Takes a message of STUN that names this browser.
    void check(PacketPath path, StunMessage message) {
        List<IceMachine.Output> outputs;
        synchronized (this) {
            if (over) {
                return;
            }
            outputs = ice.take(path, message, around.time().instant());
            outputs.forEach(this::note);
        }
        outputs.forEach(this::perform);
    }

    private void note(IceMachine.Output output) {
        switch (output) {
            case IceMachine.Output.Found(var path) -> {
                paths.add(path);
                around.book().enter(path, this);
            }
            case IceMachine.Output.Left(var path) -> {
                paths.remove(path);
                around.book().leave(path, this);
            }
            case IceMachine.Output.Chosen(var path) -> chosen = Optional.of(path);
            case IceMachine.Output.Reply _ -> {}
        }
    }

    private void perform(IceMachine.Output output) {
        switch (output) {
            case IceMachine.Output.Reply(var path, var packet) ->
                    around.outlet().send(path, packet);
            case IceMachine.Output.Found(var path) -> port.hear(path);
            case IceMachine.Output.Left(var path) -> port.leave(path);
            case IceMachine.Output.Chosen(var path) -> {
                port.sendBy(path);
                begin();
            }
        }
    }

    private synchronized void begin() {
        dtls.filter(_ -> !over).ifPresent(DtlsAssociation::begin);
    }

    /// Takes a datagram of DTLS. What comes before our answer to the browser is agreed waits a
    /// little; the browser repeats the rest.
    synchronized void secure(byte[] datagram) {
        if (dtls.isPresent()) {
            dtls.get().arrived(datagram);
        } else if (!over && early.size() < WAITING) {
            early.add(datagram);
        }
    }

    /// Whether the browser is still there.
    void look(Instant now) {
        var gone = "";
        synchronized (this) {
            if (over || link.isEmpty()) {
                return;
            }
            if (deadline.filter(d -> d.isBefore(now)).isPresent()) {
                gone = ending;
            } else if (ice.isGone(now)) {
                gone = chosen.isPresent() ? SILENT : UNREACHED;
            }
            if (gone.isEmpty()) {
                return;
            }
            link = Optional.empty(); // told once
        }
        port.lost(gone);
    }

    private static final String SILENT =
            "no sign of life from the browser for %d s (RFC 7675)"
                    .formatted(IceMachine.CONSENT.toSeconds());
    private static final String UNREACHED =
            "no connectivity check of the browser arrived for %d s; is the UDP port open, and the"
                            .formatted(IceMachine.CONSENT.toSeconds())
                    + " advertised address right?";

    @Override
    public synchronized void close() {
        over = true;
        dtls.ifPresent(DtlsAssociation::close);
        names.forEach(name -> around.book().leave(name, this));
        paths.forEach(path -> around.book().leave(path, this));
        early.clear();
    }

    /// What one association tells; that of before has nothing to say any more.
    private final class Association implements DtlsAssociation.Listener {
        private Optional<DtlsAssociation> dtls = Optional.empty();

        private boolean isCurrent() {
            synchronized (BrowserSession.this) {
                return !over && BrowserSession.this.dtls.equals(dtls);
            }
        }

        @Override
        public void secured(SrtpKeys ours, SrtpKeys theirs) {
            if (isCurrent()) {
                port.protect(ours, theirs);
            }
        }

        @Override
        public void ended(String why) {
            synchronized (BrowserSession.this) {
                if (isCurrent()) {
                    ending = why;
                    deadline = Optional.of(around.time().instant().plus(RETURN));
                }
            }
        }
    }
}
