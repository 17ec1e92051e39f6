package org.dragoman.media.relay;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.Sound;
import org.dragoman.media.dtmf.DtmfSender;
import org.dragoman.media.dtmf.Events;
import org.dragoman.media.tone.Playable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A port as the control side has it: keeps what is wanted, and calls the loop to look.
final class RelayPort implements MediaPlane.Opened, MediaPort {
    private static final Logger LOG = LoggerFactory.getLogger(RelayPort.class);

    private final long number;
    private final Place place;
    private final LivePort live;
    private final DigitQueue digits;
    private final Function<Sound, Optional<Playable>> sounds;
    private final UnaryOperator<MediaFlow> lengths;
    private final Recordable recordable;
    private final AtomicReference<Wanted> wanted;
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile MediaLoop loop;
    private volatile Optional<Wanted> done = Optional.empty();
    private volatile Optional<RelayPort> bundled = Optional.empty(); // has the same source

    /// - {@code number}: counts the ports of a relay; the older of two has the smaller.
    /// - {@code lengths}: what the operator wants of the packets beyond what is agreed.
    RelayPort(
            long number,
            Place place,
            LivePort live,
            DigitQueue digits,
            FlowPlan plan,
            Recordable recordable,
            MediaLoop loop,
            Function<Sound, Optional<Playable>> sounds,
            UnaryOperator<MediaFlow> lengths) {
        this.lengths = lengths;
        this.recordable = recordable;
        this.number = number;
        this.place = place;
        this.live = live;
        this.digits = digits;
        this.loop = loop;
        this.sounds = sounds;
        wanted =
                new AtomicReference<>(
                        new Wanted(
                                plan,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                false));
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
        peer.wanted().joined(this); // refuses before anything is changed
        want(w -> w.joined(peer));
        peer.want(w -> w.joined(this));
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
                            want(w -> w.parted(peer));
                            peer.want(w -> w.parted(this));
                            callLoop();
                            peer.callLoop();
                        });
    }

    @Override
    public boolean enter(MediaPlane.Room room) {
        var other = (LiveRoom) room;
        if (!other.enter()) {
            return false;
        }
        var before = wanted.getAndUpdate(w -> w.inRoom(Optional.of(other)));
        if (before.closed()) {
            other.leave();
            return false;
        }
        before.room().ifPresent(LiveRoom::leave);
        callLoop();
        return true;
    }

    @Override
    public void leave() {
        wanted.getAndUpdate(w -> w.inRoom(Optional.empty()))
                .room()
                .ifPresent(
                        room -> {
                            room.leave();
                            callLoop();
                        });
    }

    Place place() {
        return place;
    }

    /// The port of the peer's video, where it comes from the same source.
    void bundle(Optional<RelayPort> video) {
        bundled = video;
        live.bundle(video.map(RelayPort::live));
    }

    /// The port of the peer's video, where a packet of RTP is that, by its payload type.
    Optional<RelayPort> bundled(int payloadType) {
        var video = bundled;
        return video.isPresent() && video.get().live.plan().isReceiving(payloadType)
                ? video
                : Optional.empty();
    }

    @Override
    public void askForKeyFrame() {
        live.orderKeyFrame();
        callLoop(true);
    }

    @Override
    public Optional<String> recording() {
        return recordable.file();
    }

    @Override
    public void record(boolean on) {
        recordable.order(on, wanted.get().peer().map(peer -> peer.recordable));
    }

    @Override
    public void close() {
        part();
        leave();
        want(Wanted::asClosed);
        callLoop();
    }

    @Override
    public InetSocketAddress localRtp() {
        return place.rtp();
    }

    @Override
    public InetSocketAddress localRtcp() {
        return place.rtcp();
    }

    @Override
    public Optional<BrowserEnd> browser() {
        return place.browser();
    }

    @Override
    public void agree(MediaFlow flow) {
        place.agree(this, lengths.apply(flow));
    }

    /// From now on packets are treated so. Safe from any thread that keeps the order of plans.
    void replan(FlowPlan plan) {
        want(w -> w.withPlan(plan));
        callLoop();
    }

    @Override
    public MediaFlow agreed() {
        return wanted.get().plan().flow;
    }

    @Override
    public void sendDigit(char digit, Duration held) {
        send(digit, held, wanted.get().toneDigits());
    }

    @Override
    public void soundDigit(char digit, Duration held) {
        send(digit, held, true);
    }

    private void send(char digit, Duration held, boolean asTone) {
        var plan = wanted.get().plan();
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

    /// Which of two joined ports stays where it is: one that must, else the older.
    boolean leads(RelayPort other) {
        return place.isFixed() == other.place.isFixed() ? number < other.number : place.isFixed();
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

    /// Ends the port, once.
    void end(long nanos) {
        if (live.retired.compareAndSet(false, true)) {
            live.close();
            recordable.end(nanos);
            place.leave(live, nanos);
        }
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
}
