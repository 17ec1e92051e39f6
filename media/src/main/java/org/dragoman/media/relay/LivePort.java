package org.dragoman.media.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.OutgoingStream;

/// A port as its loop has it. Everything here belongs to the loop's thread, and nothing here
/// allocates for a packet. A packet's way:
///
///     takeRtp: one by one (Arrivals)
///      ├ Entry      whole? authentic? agreed? of this call? from the peer?  or dropped
///      ├ report     RTCP among RTP: see below
///      ├ image      T.38: counted, and to Exit as it is
///      └ hear
///         ├ Hearing    sequence, statistics, first sign of life
///         ├ RecordTap  a copy for the recorder
///         ├ digit      ends at Hearing
///         └ SoundWay   to the port this one is joined to, if that listens
///            ├ Converting      codecs differ: off to a worker, and its way ends here;
///            │                 likewise where the peer talks in a room
///            ├ OutgoingStream  its place in the stream the other peer gets
///            ├ Route.action    as it is | the other law of G.711
///            ├ Regrouper       as long as the listener wants them
///            └ Exit            header, protection, list
///     flush: the list, to the socket of the other port
///
///     takeRtcp: one by one (Arrivals)
///      ├ Entry         whole? authentic? from the peer?  or dropped
///      └ Reports       what the peer says of its stream and ours; a farewell goes on
///
///     deliver: what a worker made of packets that were converted
///      ├ OutgoingStream  its place
///      └ Exit            header, protection, list, socket
///
///     tick: what time alone brings
///      ├ Hearing       the end of a digit gone silent
///      ├ Regrouper     what waits for more sound in vain
///      └ OwnSound      the next packet of a tone or a digit, and Exit
///
///     beat: several times a second
///      ├ Reports       our own report, when one is due, and Exit
///      └ MediaWatch    whether the peer has gone silent
final class LivePort {
    final Sockets sockets;
    final PortCounters counters = new PortCounters();
    final IncomingStream in;
    final OutgoingStream out;
    final Reports reports;
    final ModeRequest asked = new ModeRequest();
    final AtomicBoolean retired = new AtomicBoolean();
    volatile Optional<RecordTap> tap = Optional.empty(); // set by any thread
    int slot = -1; // in the loop's table; -1 while it is in none
    boolean timed; // on the loop's list of ports with something due
    boolean delivered; // on the loop's list of ports whose sound is converted

    final Arrivals arrivals;
    final Exit exit;
    final OwnSound own;
    final Optional<Pictures> pictures; // of a port of video

    private final LastStream last;
    private final PortKeys keys;
    private final MediaPlane.Ear ear;
    private final Duration patience;
    private volatile Optional<LivePort> bundled = Optional.empty(); // video from the same source
    private FlowPlan plan;
    private Optional<LivePort> peer = Optional.empty();
    private Optional<LiveRoom> room = Optional.empty(); // goes before the peer
    private Optional<OwnSound.Piece> piece = Optional.empty();

    /// - {@code sockets}: the open file descriptors.
    /// - {@code last}: whom the port heard in its last call.
    /// - {@code video}: it carries pictures, not sound.
    LivePort(
            Sockets sockets,
            LastStream last,
            SourcePolicy policy,
            FlowPlan plan,
            MediaPlane.Ear ear,
            DigitQueue digits,
            PortSurroundings around,
            boolean video) {
        this.sockets = sockets;
        this.last = last;
        this.plan = plan;
        this.ear = ear;
        var random = around.random();
        patience = around.patience();
        in = video ? IncomingStream.ofVideo() : new IncomingStream();
        out = video ? OutgoingStream.ofVideo(random.number()) : new OutgoingStream(random.number());
        keys = new PortKeys(out, random);
        reports = new Reports(in, out, around.clock(), random);
        arrivals = new Arrivals(this, policy, last, ear, around);
        var entry = arrivals.entry;
        if (sockets.isShared()) {
            entry.rtpSource.believe();
            entry.rtcpSource.believe();
        }
        exit = new Exit(out, sockets, counters, entry.rtpSource, entry.rtcpSource);
        pictures =
                video
                        ? Optional.of(new Pictures(in, out, exit, reports.name(), ear))
                        : Optional.empty();
        own = new OwnSound(digits, around.converter(), asked, ear::soundOver);
    }

    FlowPlan plan() {
        return plan;
    }

    /// Video of the same peer comes by the same way, its RTCP with ours; safe from any thread.
    void bundle(Optional<LivePort> video) {
        bundled = video;
    }

    Optional<LivePort> bundled() {
        return bundled;
    }

    /// Has the peer of a port of video be asked for a key frame; safe from any thread, and done at
    /// the next {@link #order}.
    void orderKeyFrame() {
        pictures.ifPresent(Pictures::order);
    }

    /// Sends what was ordered.
    void order(PacketBatch batch, long nanos) {
        if (pictures.isPresent()) {
            pictures.get().send(batch, plan, nanos);
        }
    }

    /// The port came to a loop that is told so of what was converted.
    void liveOn(Runnable news) {
        arrivals.converting.liveOn(news);
    }

    /// Whether what the peer says is being converted.
    boolean isConverting() {
        return arrivals.converting.isActive();
    }

    Optional<LivePort> peer() {
        return peer;
    }

    /// Takes what was agreed anew.
    void agree(FlowPlan other, long nanos) {
        if (other == plan) {
            return;
        }
        plan = other;
        if (other.socket != Sockets.NONE) {
            sockets.use(other.socket);
        }
        arrivals.entry.agree(other);
        var protection = keys.agree(other);
        arrivals.entry.protect(protection);
        exit.protect(protection);
        own.replan(other, nanos);
        reports.agree(!other.remoteRtcp.isNone(), nanos);
        arrivals.watch.expect(other.receives && !other.image && !other.remoteRtp.isNone(), nanos);
        findRoutes();
        listen(nanos);
    }

    /// The peer is heard in a room, and hears only that, until it leaves it.
    void enter(Optional<LiveRoom> other, long nanos) {
        if (!room.equals(other)) {
            room = other;
            arrivals.converting.enter(other);
            findRoutes();
        }
        listen(nanos);
    }

    /// The port goes to another loop, or ends.
    void leaveRoom() {
        enter(Optional.empty(), 0);
    }

    boolean isInRoom() {
        return room.isPresent();
    }

    private void listen(long nanos) {
        if (room.isPresent()) {
            arrivals.way.listen(asked, nanos);
        }
    }

    void play(Optional<OwnSound.Piece> wanted, long nanos) {
        if (!wanted.equals(piece)) {
            piece = wanted;
            own.play(wanted, plan, nanos);
        }
    }

    /// Digits are tones in what the peer says, from now on.
    void hearToneDigits() {
        arrivals.hearing.hearToneDigits();
    }

    /// Gives back what only the loop's thread may.
    void release() {
        keys.release();
    }

    /// Ends what goes on beside the loop.
    void close() {
        own.close();
    }

    void join(LivePort other) {
        peer = Optional.of(other);
        other.peer = Optional.of(this);
        findRoutes();
    }

    void part() {
        peer.ifPresent(
                other -> {
                    other.peer = Optional.empty();
                    other.out.detach();
                    other.findRoutes();
                });
        peer = Optional.empty();
        out.detach();
        findRoutes();
    }

    /// What this port heard, for the next call on it.
    LastStream lastStream(long nanos) {
        return in.isKnown() ? new LastStream(true, in.ssrc(), in.highest(), nanos) : last;
    }

    /// When {@link #tick} wants to be called.
    long dueNanos(long nanos) {
        own.look(nanos);
        long heard = Math.min(arrivals.hearing.dueNanos(nanos), arrivals.way.dueNanos());
        return Math.min(own.dueNanos(), heard);
    }

    /// Does what time alone brings.
    void tick(PacketBatch batch, long nanos) {
        arrivals.hearing.tick(nanos);
        if (peer.isPresent()) {
            arrivals.way.tick(peer.get(), batch, nanos);
        }
        own.look(nanos);
        if (own.dueNanos() - nanos <= 0) {
            long at = PacketBatch.ownOffset();
            int length = own.next(batch.packets(), at, plan, out, nanos);
            if (length > 0 && exit.isOpen()) {
                exit.sendWhole(batch, at, length);
                exit.flush(batch);
            }
        }
    }

    /// Does what is due several times a second.
    void beat(PacketBatch batch, long nanos) {
        if (reports.isDue(nanos) && exit.takesReports()) {
            long at = PacketBatch.ownOffset();
            exit.sendReport(batch, at, reports.write(batch.packets(), at, plan, nanos));
        }
        order(batch, nanos);
        if (arrivals.watch.isTooLong(nanos)) {
            ear.silent(patience);
        }
    }

    /// Tells the peer that what it is sent ends here.
    void leave(PacketBatch batch, long nanos) {
        if (reports.owesFarewell() && exit.takesReports()) {
            long at = PacketBatch.ownOffset();
            exit.sendReport(batch, at, reports.writeFarewell(batch.packets(), at, plan, nanos));
        }
    }

    /// Whether the peer of this port takes T.38 now.
    boolean takesImages() {
        return plan.image && exit.isOpen();
    }

    /// Sends what was made of this port's sound to the port it is joined to.
    void deliver(PacketBatch batch, long nanos) {
        if (room.isPresent()) {
            arrivals.converting.deliver(batch, this, nanos);
        } else if (peer.isPresent()) {
            arrivals.converting.deliver(batch, peer.get(), nanos);
        }
    }

    /// Whether the peer of this port may be sent the other leg's sound now.
    boolean listens() {
        return isOpen() && !own.isSpeaking(plan);
    }

    boolean isOpen() {
        return plan.sends && exit.isOpen();
    }

    /// Sends a packet that was placed in {@link #out}.
    void send(PacketBatch batch, long at, int length, int type) {
        exit.send(batch, at, length, type);
    }

    void flush(PacketBatch batch) {
        exit.flush(batch);
    }

    private void findRoutes() {
        findRoute();
        peer.ifPresent(LivePort::findRoute);
    }

    private void findRoute() {
        if (room.isPresent()) {
            arrivals.way.findRoom(plan);
        } else {
            arrivals.way.find(plan, peer.filter(p -> !p.isInRoom()).map(p -> p.plan));
        }
    }
}
