package org.dragoman.rtmp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Unexpected;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rtmp.message.RtmpMessage.UserControl;
import org.dragoman.rtmp.net.Link;
import org.dragoman.rtmp.video.PictureDown;

/// The streams of one connection: which are published, which are played, and the words around
/// that (RTMP 1.0 §7.2.2).
final class NetStreams {
    private static final int MOST = 32; // of one connection

    private final Link link;
    private final LongAdder dropped;
    private final Map<Long, String> published = new ConcurrentHashMap<>();
    private final Map<Long, Played> played = new ConcurrentHashMap<>();
    private long made;

    /// - {@code dropped}: counts sound that a client was too slow for.
    NetStreams(Link link, LongAdder dropped) {
        this.link = link;
        this.dropped = dropped;
    }

    /// A client makes streams for each call, so numbers go up; what counts is how many are in
    /// use.
    void create(double transaction) throws Unexpected {
        if (published.size() + played.size() >= MOST) {
            throw new Unexpected(
                    PeerFault.Scope.CONNECTION, "more than " + MOST + " streams (§7.2.1.3)");
        }
        made++;
        link.send(Command.result(transaction, Amf.of((double) made)));
    }

    void publish(long stream, String name) throws Unexpected {
        check(stream);
        published.put(stream, name);
        link.send(UserControl.of(UserControl.STREAM_BEGIN, stream));
        status(stream, "status", "NetStream.Publish.Start", name + " is published");
    }

    void play(long stream, String name) throws Unexpected {
        check(stream);
        link.send(UserControl.of(UserControl.STREAM_BEGIN, stream));
        status(stream, "status", "NetStream.Play.Reset", "playing " + name);
        status(stream, "status", "NetStream.Play.Start", "playing " + name);
        link.send(
                new RtmpMessage.Data(
                        stream,
                        0,
                        List.of(Amf.of("|RtmpSampleAccess"), Amf.of(true), Amf.of(true))));
        played.put(stream, new Played(name, System.nanoTime()));
    }

    private void check(long stream) throws Unexpected {
        if (stream < 1 || stream > made) {
            throw new Unexpected(
                    PeerFault.Scope.CONNECTION, "stream " + stream + " was not created (§7.2.2)");
        }
    }

    /// A stream ends, by {@code closeStream} or {@code deleteStream}.
    void end(long stream) {
        if (published.remove(stream) != null) {
            status(stream, "status", "NetStream.Unpublish.Success", "no longer published");
        }
        if (played.remove(stream) != null) {
            status(stream, "status", "NetStream.Play.Stop", "no longer played");
        }
    }

    /// What is played ends because there is nothing more.
    void endPlaying() {
        for (long stream : played.keySet()) {
            played.remove(stream);
            status(stream, "status", "NetStream.Play.Stop", "the call is over");
            status(stream, "status", "NetStream.Play.UnpublishNotify", "the call is over");
            link.send(UserControl.of(UserControl.STREAM_EOF, stream));
        }
    }

    /// What is published is wanted no more, and the program is to end.
    void endPublishing() {
        if (!published.isEmpty()) {
            published
                    .keySet()
                    .forEach(s -> fail(s, "NetStream.Publish.Failed", "the call is over"));
            published.clear();
            link.close();
        }
    }

    void fail(long stream, String code, String why) {
        status(stream, "error", code, why);
    }

    Optional<String> published(long stream) {
        return Optional.ofNullable(published.get(stream));
    }

    boolean isInUse() {
        return !published.isEmpty() || !played.isEmpty();
    }

    /// Sends sound to every stream that is played and passes the test.
    ///
    /// - {@code source}: whose sound it is; {@code millis} count by its clock.
    /// - On one thread.
    void hear(Predicate<String> wanted, Object source, byte[] tag, long millis) {
        played.forEach(
                (stream, its) -> {
                    if (wanted.test(its.name)) {
                        long time = its.time(source, millis);
                        if (!link.sendSound(new RtmpMessage.Audio(stream, time, tag))) {
                            dropped.increment();
                        }
                    }
                });
    }

    /// Shows a picture on every stream that is played and passes the test.
    ///
    /// - Returns: whether one of them waits for a key picture.
    /// - On one thread.
    boolean see(Predicate<String> wanted, PictureDown.Picture picture) {
        boolean waits = false;
        for (var each : played.entrySet()) {
            if (wanted.test(each.getValue().name)) {
                waits |= !each.getValue().sees(each.getKey(), picture, this::show);
            }
        }
        return waits;
    }

    private boolean show(RtmpMessage.Video picture) {
        boolean sent = link.sendPicture(picture);
        if (!sent) {
            dropped.increment();
        }
        return sent;
    }

    /// A stream that is played. Its time goes on from call to call: a player does not take
    /// sound that is older than what it has played.
    private static final class Played {
        private final String name;
        private final long beganNanos;
        private Object source = this;
        private long shift; // milliseconds from the source's clock to the stream's
        private long last;

        private byte[] configuration = {}; // that the player was told
        private boolean sees; // all since a key picture

        /// Whether the player is shown all since a key picture.
        boolean sees(
                long stream, PictureDown.Picture picture, Predicate<RtmpMessage.Video> sending) {
            if (!sees && !picture.isKey()) {
                return false;
            }
            long time = (System.nanoTime() - beganNanos) / 1_000_000;
            if (configuration != picture.configuration()) {
                configuration = picture.configuration();
                sending.test(new RtmpMessage.Video(stream, time, configuration));
            }
            sees = sending.test(new RtmpMessage.Video(stream, time, picture.tag()));
            if (!sees) {
                configuration = new byte[0];
            }
            return sees;
        }

        Played(String name, long nowNanos) {
            this.name = name;
            this.beganNanos = nowNanos;
        }

        long time(Object of, long millis) {
            if (of != source) {
                source = of;
                shift = (System.nanoTime() - beganNanos) / 1_000_000 - millis;
            }
            last = Math.max(last, millis + shift);
            return last;
        }
    }

    private void status(long stream, String level, String code, String words) {
        var info = Amf.fields("level", level, "code", code, "description", words);
        link.send(Command.news("onStatus", info).on(stream));
    }
}
