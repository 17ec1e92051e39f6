package org.dragoman.media.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.quality.MediaWatch;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.IncomingStream;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.Protection;
import org.dragoman.media.rtp.RtcpReport;
import org.dragoman.media.rtp.RtpView;

/// A port as its loop has it. Everything here belongs to the loop's thread, and nothing here
/// allocates for a packet. A packet's way:
///
///     receiveRtp: one by one
///      ├ Entry      whole? authentic? agreed? of this call? from the peer?  or dropped
///      ├ report     RTCP among RTP: see below
///      ├ image      T.38: counted, and to Exit as it is
///      └ hear
///         ├ Hearing    sequence, statistics, first sign of life
///         ├ RecordTap  a copy for the recorder
///         ├ digit      ends at Hearing
///         └ SoundWay   to the port this one is joined to, if that listens
///            ├ Converting      codecs differ: off to a worker, and its way ends here
///            ├ OutgoingStream  its place in the stream the other peer gets
///            ├ Route.action    as it is | the other law of G.711
///            ├ Regrouper       as long as the listener wants them
///            └ Exit            header, protection, list
///     flush: the list, to the socket of the other port
///
///     receiveRtcp: one by one
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

    private final LastStream last;
    private final RtpView packet = new RtpView();
    private final Entry entry;
    private final Hearing hearing;
    private final Exit exit;
    private final Converting converting;
    private final SoundWay way;
    private final OwnSound own;
    private final RtcpReport report = new RtcpReport();
    private final Randomness random;
    private final MediaPlane.Ear ear;
    private final MediaWatch watch;
    private final Duration patience;
    private final Optional<Pictures> pictures; // of a port of video
    private volatile Optional<LivePort> bundled = Optional.empty(); // video from the same source
    private FlowPlan plan;
    private Optional<LivePort> peer = Optional.empty();
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
        random = around.random();
        patience = around.patience();
        watch = new MediaWatch(patience.toNanos());
        in = video ? IncomingStream.ofVideo() : new IncomingStream();
        out = video ? OutgoingStream.ofVideo(random.number()) : new OutgoingStream(random.number());
        reports = new Reports(in, out, around.clock(), random);
        entry = new Entry(policy, counters, in, out, last, packet);
        if (sockets.isShared()) {
            entry.rtpSource.believe();
            entry.rtcpSource.believe();
        }
        hearing = new Hearing(in, counters, ear, packet);
        exit = new Exit(out, sockets, counters, entry.rtpSource, entry.rtcpSource);
        pictures =
                video
                        ? Optional.of(new Pictures(in, out, exit, reports.name(), ear))
                        : Optional.empty();
        own = new OwnSound(digits, around.converter(), asked, ear::soundOver);
        converting = new Converting(around.converter(), ear, counters, random, packet);
        way = new SoundWay(converting, new Regrouper(random, packet), counters, packet, plan);
    }

    FlowPlan plan() {
        return plan;
    }

    /// Video of the same peer comes by the same way, its RTCP with ours; safe from any thread.
    void bundle(Optional<LivePort> video) {
        bundled = video;
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
        converting.liveOn(news);
    }

    /// Whether what the peer says is being converted.
    boolean isConverting() {
        return converting.isActive();
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
        entry.agree(other);
        protect(other);
        own.replan(other, nanos);
        reports.agree(!other.remoteRtcp.isNone(), nanos);
        watch.expect(other.receives && !other.image && !other.remoteRtp.isNone(), nanos);
        findRoutes();
    }

    void play(Optional<OwnSound.Piece> wanted, long nanos) {
        if (!wanted.equals(piece)) {
            piece = wanted;
            own.play(wanted, plan, nanos);
        }
    }

    /// Digits are tones in what the peer says, from now on.
    void hearToneDigits() {
        hearing.hearToneDigits();
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
        return Math.min(Math.min(own.dueNanos(), hearing.dueNanos(nanos)), way.dueNanos());
    }

    /// Does what time alone brings.
    void tick(PacketBatch batch, long nanos) {
        hearing.tick(nanos);
        if (peer.isPresent()) {
            way.tick(peer.get(), batch, nanos);
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
        if (watch.isTooLong(nanos)) {
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

    /// Takes packets from the RTP socket.
    void receiveRtp(PacketBatch batch, int count, long nanos) {
        receiveRtp(batch, 0, count, nanos);
    }

    /// The same of some that came together with others'.
    void receiveRtp(PacketBatch batch, int from, int count, long nanos) {
        for (int i = from; i < from + count; i++) {
            int peerSsrc = peer.isPresent() ? peer.get().out.ssrc() : out.ssrc();
            byte what = entry.judge(batch, i, way.route(), peerSsrc, nanos);
            if (what == Entry.SOUND) {
                hear(batch, nanos);
            } else if (what == Entry.REPORT) {
                report(batch, i, entry.rtpSource, nanos);
            } else if (what == Entry.IMAGE) {
                image(batch, i);
            }
        }
        if (batch.queued() > 0) {
            peer.orElseThrow().exit.flush(batch);
        }
        if (pictures.isPresent() && peer.isPresent()) {
            begun(peer.get(), batch, nanos);
        }
    }

    /// Whoever is sent a stream of pictures from its middle needs one that stands by itself.
    private void begun(LivePort to, PacketBatch batch, long nanos) {
        if (to.out.takeBegun() && to.pictures.isPresent()) {
            pictures.get().want(plan, to.pictures.get(), nanos);
            order(batch, nanos);
        }
    }

    /// Takes packets from the RTCP socket.
    void receiveRtcp(PacketBatch batch, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            report(batch, i, entry.rtcpSource, nanos);
        }
    }

    private void image(PacketBatch batch, int index) {
        int length = batch.length(index);
        hearing.image(length);
        if (peer.isPresent() && peer.get().takesImages()) {
            peer.get().exit.sendUntouched(batch, PacketBatch.offset(index), length);
        } else {
            counters.refused.add(1);
        }
    }

    private boolean takesImages() {
        return plan.image && exit.isOpen();
    }

    private void hear(PacketBatch batch, long nanos) {
        watch.sign(nanos);
        int extended = hearing.count();
        var route = way.route();
        int clockHz = route.clockHz(packet.type());
        if (!plan.receives) {
            skip(batch, extended, nanos);
        } else if (route.action(packet.type()) == Route.DIGIT) {
            hearing.digit(batch, clockHz, nanos);
            skip(batch, extended, nanos);
        } else {
            if (route.isAsking(packet.type())) {
                asked.take(batch.packets(), packet.payloadAt(), packet.payloadLength());
            }
            hearing.sound(clockHz, nanos);
            hearing.tones(batch, route.law(packet.type()), nanos);
            var recorded = tap;
            if (recorded.isPresent()) {
                recorded.get().sound(packet, batch.packets(), plan, nanos);
            }
            if (peer.isPresent()) {
                peer.get().own.otherSpoke(nanos);
                way.pass(peer.get(), batch, extended, clockHz, nanos);
            }
        }
    }

    /// Sends what was made of this port's sound to the port it is joined to.
    void deliver(PacketBatch batch, long nanos) {
        if (peer.isPresent()) {
            converting.deliver(batch, peer.get(), nanos);
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

    /// A packet of this port's peer that is not passed on leaves no gap on the other side.
    private void skip(PacketBatch batch, int extended, long nanos) {
        if (peer.isPresent()) {
            way.skip(peer.get(), batch, extended, nanos);
        }
    }

    private void report(PacketBatch batch, int index, SourceLock source, long nanos) {
        int length = entry.judgeReport(batch, index, source);
        if (length > 0) {
            report(batch, index, length, nanos);
            var video = bundled;
            if (video.isPresent()) {
                video.get().report(batch, index, length, nanos);
            }
        }
    }

    /// Takes a compound that was let in.
    private void report(PacketBatch batch, int index, int length, long nanos) {
        if (!report.read(batch.packets(), PacketBatch.offset(index), length, out.ssrc())) {
            counters.malformed.add(1);
            return;
        }
        watch.sign(nanos);
        reports.take(report, length, plan, nanos);
        if (peer.isPresent()) {
            tell(peer.get(), batch, nanos);
            tellOfPictures(peer.get(), batch, index, length, nanos);
        }
    }

    private void tellOfPictures(LivePort to, PacketBatch batch, int index, int length, long nanos) {
        if (pictures.isEmpty() || to.pictures.isEmpty()) {
            return;
        }
        if (report.isAboutUs()) {
            to.reports.lostBeyond(report.fraction());
        }
        if (batch.queued() > 0) {
            to.exit.flush(batch);
        }
        var its = to.pictures.get();
        pictures.get().pass(batch, PacketBatch.offset(index), length, its, to.plan, nanos);
    }

    /// What of a report concerns the other leg.
    private void tell(LivePort to, PacketBatch batch, long nanos) {
        if (report.metrics().isPresent()) {
            to.reports.passOn(report.metrics().get(), nanos);
        }
        if (report.isLeaving() && (!sockets.isShared() || report.source() == in.ssrc())) {
            if (batch.queued() > 0) {
                to.exit.flush(batch);
            }
            to.leave(batch, nanos);
            to.out.renew((int) random.number());
        }
    }

    private void protect(FlowPlan agreed) {
        var session = agreed.session;
        if (session.isPresent() && session.get().begin(out.ssrc())) {
            out.renew((int) random.number());
        }
        var without = agreed.shut ? Protection.SHUT : Protection.NONE;
        Protection protection = session.isPresent() ? session.get() : without;
        entry.protect(protection);
        exit.protect(protection);
    }

    private void findRoutes() {
        way.find(plan, peer.map(p -> p.plan));
        peer.ifPresent(p -> p.way.find(p.plan, Optional.of(plan)));
    }
}
