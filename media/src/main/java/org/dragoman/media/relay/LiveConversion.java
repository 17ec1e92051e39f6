package org.dragoman.media.relay;

import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.bridge.Conversion;
import org.dragoman.media.bridge.MadePacket;
import org.dragoman.media.bridge.Workbench;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.jitter.Playout;
import org.dragoman.media.mix.MixRoom;
import org.dragoman.media.mix.MixSeat;

/// One direction of a call that is being converted: a loop puts packets in and takes packets out, a
/// worker does the work between. They meet in two rings, and in nothing else. Where the peer talks
/// in a room, what comes out is what the peer itself hears there.
///
///     loop: offer   → arrived ring → worker: work → Conversion → made ring → loop: Converting
///                                    or:   LiveRoom → MixSeat
final class LiveConversion implements WorkerTask, MixSeat.Guest {
    private static final int MOST_AT_ONCE = 4; // packets made in one go by who has fallen behind

    /// What is converted into what.
    ///
    /// - {@code packetMillis}: of the packets that come.
    /// - {@code noiseType}: payload type of comfort noise for the listener, or -1.
    record Kind(Codec from, int packetMillis, PayloadFormat to, int noiseType) {}

    final Kind kind;
    final int ssrc;
    final PacketRing arrived = new PacketRing();
    final PacketRing made = new PacketRing();
    private final Runnable news;
    private final MediaPlane.Ear ear;
    private final Optional<LiveRoom> room;
    private volatile ModeRequest asked;
    private Optional<Conversion> conversion = Optional.empty(); // the opener's, then the worker's
    private Optional<MixSeat> seat = Optional.empty(); // likewise
    private boolean fresh; // the worker made something the loop must be told of
    private volatile long concealedMillis;
    private volatile long lateCount;
    private volatile boolean ended;

    /// - {@code ssrc}: of the stream that is made, as the listener's port tells streams apart.
    /// - {@code asked}: what the listener asks for.
    /// - {@code news}: told when something was made.
    /// - {@code ear}: told when the codec fails.
    /// - {@code room}: where the peer talks in one.
    LiveConversion(
            Kind kind,
            int ssrc,
            ModeRequest asked,
            Runnable news,
            MediaPlane.Ear ear,
            Optional<LiveRoom> room) {
        this.kind = kind;
        this.ssrc = ssrc;
        this.asked = asked;
        this.news = news;
        this.ear = ear;
        this.room = room;
    }

    Optional<LiveRoom> room() {
        return room;
    }

    /// By the loop: the listener may be another one now, who asks for something else.
    void listener(ModeRequest asks) {
        if (asked != asks) {
            asked = asks;
        }
    }

    /// By the loop, or whoever cannot go on: nothing more is wanted.
    void end() {
        ended = true;
    }

    @Override
    public boolean isEnded() {
        return ended;
    }

    long concealedMillis() {
        return concealedMillis;
    }

    long lateCount() {
        return lateCount;
    }

    /// By the opener: gets what it works with.
    void open(Codecs codecs) throws CodecFailed {
        int millis = kind.packetMillis();
        if (room.isPresent()) {
            seat = Optional.of(MixSeat.open(codecs, kind.from(), millis, kind.to(), this));
        } else {
            conversion =
                    Optional.of(
                            Conversion.open(
                                    codecs, kind.from(), millis, kind.to(), kind.noiseType()));
        }
    }

    /// By the worker: takes what arrived, makes what is due.
    @Override
    public void work(long nanos, Workbench bench) throws CodecFailed {
        var live = conversion.orElseThrow();
        takeArrived(live.playout());
        live.request(asked.mode());
        int left = MOST_AT_ONCE;
        while (left > 0 && live.isDue(nanos) && live.make(nanos, bench)) {
            left--;
            hand(live, bench);
        }
        if (left < MOST_AT_ONCE) {
            concealedMillis = live.concealedMillis();
            lateCount = live.playout().late();
        }
    }

    private void takeArrived(Playout playout) {
        while (arrived.hasPacket()) {
            var head = arrived.head();
            playout.put(
                    head.sequence,
                    head.timestamp,
                    head.ssrc,
                    head.kind,
                    head.type,
                    arrived.payload(),
                    0,
                    head.length,
                    head.nanos);
            arrived.drop();
        }
    }

    /// By the room: gives it a seat there, if there is one left.
    boolean sitsIn(MixRoom there) {
        return there.sit(seat.orElseThrow());
    }

    /// By the room, before it works: takes what arrived.
    void listen() {
        var live = seat.orElseThrow();
        takeArrived(live.playout());
        live.request(asked.mode());
    }

    @Override
    public void made(MixSeat live, Workbench bench) {
        hand(live, bench);
        concealedMillis = live.concealedMillis();
        lateCount = live.playout().late();
    }

    @Override
    public void failed(CodecFailed why) {
        ConversionWorker.report(this, why);
        fail(why.getMessage());
    }

    @Override
    public boolean isGone() {
        return ended;
    }

    @Override
    public void tell() {
        if (fresh) {
            fresh = false;
            news.run();
        }
    }

    @Override
    public void fail(String why) {
        if (!ended) {
            ended = true;
            ear.conversionFailed(why);
        }
    }

    /// By the worker, or the opener when no worker ever had it.
    @Override
    public void close() {
        conversion.ifPresent(Conversion::close);
        conversion = Optional.empty();
        seat.ifPresent(MixSeat::close);
        seat = Optional.empty();
    }

    @Override
    public String toString() {
        return kind.from() + " to " + kind.to().codec();
    }

    private void hand(MadePacket live, Workbench bench) {
        if (!made.hasRoom(live.length())) {
            return; // the loop does not take them; it has other worries
        }
        var head = made.next();
        head.sequence = live.sequence();
        head.timestamp = live.timestamp();
        head.marker = live.marker();
        head.type = live.type();
        made.offer(bench.made(), 0, live.length());
        fresh = true;
    }
}
