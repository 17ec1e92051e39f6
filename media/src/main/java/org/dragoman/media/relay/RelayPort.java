package org.dragoman.media.relay;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.Sound;
import org.dragoman.media.dtmf.DtmfSender;
import org.dragoman.media.dtmf.Events;
import org.dragoman.media.srtp.SrtpSession;
import org.dragoman.media.tone.Playable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A port as the control side has it: keeps what is wanted, and calls the loop to look.
final class RelayPort implements MediaPlane.Opened, MediaPort {
    private static final Logger LOG = LoggerFactory.getLogger(RelayPort.class);

    private final long number;
    private final MediaAddress address;
    private final PortPool pool;
    private final LivePort live;
    private final DigitQueue digits;
    private final Function<Sound, Optional<Playable>> sounds;
    private final Recordable recordable;
    private final AtomicReference<Wanted> wanted;
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile MediaLoop loop;
    private Optional<SrtpSession> session = Optional.empty(); // the latest; of the call's loop
    private volatile Optional<Wanted> done = Optional.empty();

    /// - {@code number}: counts the ports of a relay; the older of two has the smaller.
    RelayPort(
            long number,
            MediaAddress address,
            PortPool pool,
            LivePort live,
            DigitQueue digits,
            FlowPlan plan,
            Recordable recordable,
            MediaLoop loop,
            Function<Sound, Optional<Playable>> sounds) {
        this.recordable = recordable;
        this.number = number;
        this.address = address;
        this.pool = pool;
        this.live = live;
        this.digits = digits;
        this.loop = loop;
        this.sounds = sounds;
        wanted =
                new AtomicReference<>(
                        new Wanted(plan, Optional.empty(), Optional.empty(), false, false));
    }

    @Override
    public MediaPort port() {
        return this;
    }

    @Override
    public void join(MediaPlane.Opened other) {
        var peer = (RelayPort) other;
        if (peer == this) {
            throw new IllegalStateException("a port cannot be joined to itself");
        }
        joined(peer.wanted(), this); // refuses before anything is changed
        want(w -> joined(w, peer));
        peer.want(w -> joined(w, this));
        recordable.join(peer.recordable);
        callLoop();
        peer.callLoop();
    }

    @Override
    public void part() {
        wanted.get()
                .peer()
                .ifPresent(
                        peer -> {
                            long now = System.nanoTime();
                            recordable.end(now);
                            peer.recordable.end(now);
                            want(w -> parted(w, peer));
                            peer.want(w -> parted(w, this));
                            callLoop();
                            peer.callLoop();
                        });
    }

    @Override
    public void record(boolean on) {
        recordable.order(on, wanted.get().peer().map(peer -> peer.recordable));
    }

    @Override
    public void close() {
        part();
        want(Wanted::asClosed);
        callLoop();
    }

    @Override
    public InetSocketAddress localRtp() {
        return new InetSocketAddress(address.advertised(), live.sockets.rtpPort());
    }

    @Override
    public InetSocketAddress localRtcp() {
        return new InetSocketAddress(address.advertised(), live.sockets.rtpPort() + 1);
    }

    @Override
    public void agree(MediaFlow flow) {
        var plan = new FlowPlan(flow, address.local(), protection(flow));
        want(w -> w.withPlan(plan));
        callLoop();
    }

    @Override
    public MediaFlow agreed() {
        return wanted.get().plan().flow;
    }

    @Override
    public void sendDigit(char digit, Duration held) {
        var plan = wanted.get().plan();
        boolean asTone = wanted.get().toneDigits();
        int event = Events.codeOf(digit);
        boolean fits = asTone ? DtmfSender.isTone(digit) : plan.sendDigits != FlowPlan.NO_TYPE;
        if (event < 0 || !plan.sends || !fits) {
            return; // there is no way to send it, as the contract says
        }
        if (digits.offer(new DigitQueue.Digit(event, held.toMillis(), asTone))) {
            callLoop(true);
        } else {
            LOG.atWarn()
                    .addKeyValue("event", "media.digit-dropped")
                    .addKeyValue("port", live.sockets.rtpPort())
                    .addKeyValue("waiting", DigitQueue.MOST)
                    .log("digits come faster than they can be sent");
        }
    }

    @Override
    public void digitsAreTones() {
        want(Wanted::withToneDigits);
        callLoop();
    }

    @Override
    public void play(Sound sound) {
        var found = sounds.apply(sound);
        if (found.isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("event", "media.no-sound")
                    .addKeyValue("sound", sound)
                    .log("there is no such sound to be played");
        }
        var what = found.orElse(Playable.NOTHING); // it ends at once, and the call goes on
        var piece = new OwnSound.Piece(what, sound instanceof Sound.Music);
        want(w -> w.withPiece(Optional.of(piece)));
        callLoop();
    }

    @Override
    public void stopSound() {
        want(w -> w.withPiece(Optional.empty()));
        callLoop();
    }

    @Override
    public MediaStatistics statistics() {
        return live.counters.statistics(live.in, live.reports.view, wanted.get().plan());
    }

    LivePort live() {
        return live;
    }

    Wanted wanted() {
        return wanted.get();
    }

    MediaLoop loop() {
        return loop;
    }

    /// By the loop, when the port is as wanted.
    void markDone(Wanted snapshot) {
        done = Optional.of(snapshot);
    }

    /// Whether the loop has done all that was wanted until now.
    boolean isDone() {
        return done.filter(d -> d == wanted.get()).isPresent();
    }

    boolean isOlderThan(RelayPort other) {
        return number < other.number;
    }

    /// By the loop that had the port until now.
    void moveTo(MediaLoop other) {
        loop = other;
    }

    /// False when a loop has been called already and has not looked yet.
    boolean markCalled() {
        return called.compareAndSet(false, true);
    }

    void unmarkCalled() {
        called.set(false);
    }

    /// Closes the sockets and gives the ports back, once.
    void end(long nanos) {
        if (live.retired.compareAndSet(false, true)) {
            live.close();
            recordable.end(nanos);
            live.sockets.close();
            pool.giveBack(live.sockets.rtpPort(), live.lastStream(nanos), nanos);
        }
    }

    /// Keys that come again, after a hold say, find their session as it was.
    private Optional<SrtpSession> protection(MediaFlow flow) {
        if (!flow.isEncrypted()) {
            return Optional.empty();
        }
        var ours = flow.sendKeys().orElseThrow();
        session = Optional.of(SrtpSession.of(ours, flow.receiveKeys().orElseThrow(), session));
        return session;
    }

    private void want(UnaryOperator<Wanted> change) {
        wanted.updateAndGet(change);
    }

    /// What sets packets going is done at once; the rest can wait until the loop wakes anyhow.
    private void callLoop() {
        callLoop(wanted.get().isCarrying());
    }

    private void callLoop(boolean now) {
        boolean going = now ? loop.call(this) : loop.callSoon(this);
        if (!going) {
            end(System.nanoTime());
        }
    }

    private static Wanted joined(Wanted wanted, RelayPort peer) {
        if (wanted.closed()) {
            throw new IllegalStateException("a closed port cannot be joined");
        }
        if (wanted.peer().filter(p -> p != peer).isPresent()) {
            throw new IllegalStateException("a port is joined to one other at a time");
        }
        return wanted.withPeer(Optional.of(peer));
    }

    private static Wanted parted(Wanted wanted, RelayPort peer) {
        return wanted.peer().filter(p -> p == peer).isPresent()
                ? wanted.withPeer(Optional.empty())
                : wanted;
    }
}
