package org.dragoman.media.relay;

import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.quality.MediaWatch;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.RtcpReport;
import org.dragoman.media.rtp.RtpView;

/// What a port's peer sends, until it leaves for the port this one is joined to, or ends here. The
/// way of a packet is drawn at {@link LivePort}. Belongs to the loop's thread.
final class Arrivals {
    final Entry entry;
    final Hearing hearing;
    final Converting converting;
    final SoundWay way;
    final MediaWatch watch;

    private final LivePort port;
    private final RtpView packet = new RtpView();
    private final RtcpReport report = new RtcpReport();
    private final Randomness random;

    /// - {@code port}: whose peer it is.
    /// - {@code last}: whom the port heard in its last call.
    Arrivals(
            LivePort port,
            SourcePolicy policy,
            LastStream last,
            MediaPlane.Ear ear,
            PortSurroundings around) {
        this.port = port;
        random = around.random();
        var counters = port.counters;
        entry = new Entry(policy, counters, port.in, port.out, last, packet);
        hearing = new Hearing(port.in, counters, ear, packet);
        converting = new Converting(around.converter(), ear, counters, random, packet);
        var regrouper = new Regrouper(random, packet);
        way = new SoundWay(converting, regrouper, counters, packet, port.plan());
        watch = new MediaWatch(around.patience().toNanos());
    }

    /// Takes packets from the RTP socket.
    void takeRtp(PacketBatch batch, int from, int count, long nanos) {
        var peer = port.peer();
        for (int i = from; i < from + count; i++) {
            int peerSsrc = peer.isPresent() ? peer.get().out.ssrc() : port.out.ssrc();
            byte what = entry.judge(batch, i, way.route(), peerSsrc, nanos);
            if (what == Entry.SOUND) {
                hear(batch, nanos);
            } else if (what == Entry.REPORT) {
                takeRtcp(batch, i, entry.rtpSource, nanos);
            } else if (what == Entry.IMAGE) {
                image(batch, i);
            }
        }
        if (batch.queued() > 0) {
            peer.orElseThrow().flush(batch);
        }
        if (port.pictures.isPresent() && peer.isPresent()) {
            begun(peer.get(), batch, nanos);
        }
    }

    /// Whoever is sent a stream of pictures from its middle needs one that stands by itself.
    private void begun(LivePort to, PacketBatch batch, long nanos) {
        if (to.out.takeBegun() && to.pictures.isPresent()) {
            port.pictures.orElseThrow().want(port.plan(), to.pictures.get(), nanos);
            port.order(batch, nanos);
        }
    }

    private void image(PacketBatch batch, int index) {
        int length = batch.length(index);
        hearing.image(length);
        var peer = port.peer();
        if (peer.isPresent() && peer.get().takesImages()) {
            peer.get().exit.sendUntouched(batch, PacketBatch.offset(index), length);
        } else {
            port.counters.refused.add(1);
        }
    }

    private void hear(PacketBatch batch, long nanos) {
        watch.sign(nanos);
        int extended = hearing.count();
        var route = way.route();
        int clockHz = route.clockHz(packet.type());
        if (!port.plan().receives) {
            skip(batch, extended, nanos);
        } else if (route.action(packet.type()) == Route.DIGIT) {
            hearing.digit(batch, clockHz, nanos);
            skip(batch, extended, nanos);
        } else {
            sound(batch, route, extended, clockHz, nanos);
        }
    }

    private void sound(PacketBatch batch, Route route, int extended, int clockHz, long nanos) {
        if (route.isAsking(packet.type())) {
            port.asked.take(batch.packets(), packet.payloadAt(), packet.payloadLength());
        }
        hearing.sound(clockHz, nanos);
        hearing.tones(batch, route.law(packet.type()), nanos);
        var recorded = port.tap;
        if (recorded.isPresent()) {
            recorded.get().sound(packet, batch.packets(), port.plan(), nanos);
        }
        if (port.isInRoom()) {
            way.say(batch, port.asked, extended, nanos);
            return;
        }
        var peer = port.peer();
        if (peer.isPresent()) {
            peer.get().own.otherSpoke(nanos);
            way.pass(peer.get(), batch, extended, clockHz, nanos);
        }
    }

    /// A packet that is not passed on leaves no gap on the other side.
    private void skip(PacketBatch batch, int extended, long nanos) {
        var peer = port.peer();
        if (peer.isPresent() && !port.isInRoom()) {
            way.skip(peer.get(), batch, extended, nanos);
        }
    }

    /// Takes packets from the RTCP socket.
    void takeRtcp(PacketBatch batch, int count, long nanos) {
        for (int i = 0; i < count; i++) {
            takeRtcp(batch, i, entry.rtcpSource, nanos);
        }
    }

    private void takeRtcp(PacketBatch batch, int index, SourceLock source, long nanos) {
        int length = entry.judgeReport(batch, index, source);
        if (length > 0) {
            read(batch, index, length, nanos);
            var video = port.bundled();
            if (video.isPresent()) {
                video.get().arrivals.read(batch, index, length, nanos);
            }
        }
    }

    /// Takes a compound that was let in.
    private void read(PacketBatch batch, int index, int length, long nanos) {
        if (!report.read(batch.packets(), PacketBatch.offset(index), length, port.out.ssrc())) {
            port.counters.malformed.add(1);
            return;
        }
        watch.sign(nanos);
        port.reports.take(report, length, port.plan(), nanos);
        var peer = port.peer();
        if (peer.isPresent()) {
            tell(peer.get(), batch, nanos);
            tellOfPictures(peer.get(), batch, index, length, nanos);
        }
    }

    /// What of a report concerns the other leg.
    private void tell(LivePort to, PacketBatch batch, long nanos) {
        if (report.metrics().isPresent()) {
            to.reports.passOn(report.metrics().get(), nanos);
        }
        if (report.isLeaving() && (!port.sockets.isShared() || report.source() == port.in.ssrc())) {
            if (batch.queued() > 0) {
                to.flush(batch);
            }
            to.leave(batch, nanos);
            to.out.renew((int) random.number());
        }
    }

    private void tellOfPictures(LivePort to, PacketBatch batch, int index, int length, long nanos) {
        if (port.pictures.isEmpty() || to.pictures.isEmpty()) {
            return;
        }
        if (report.isAboutUs()) {
            to.reports.lostBeyond(report.fraction());
        }
        if (batch.queued() > 0) {
            to.flush(batch);
        }
        var its = to.pictures.get();
        port.pictures.get().pass(batch, PacketBatch.offset(index), length, its, to.plan(), nanos);
    }
}
