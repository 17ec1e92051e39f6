package org.dragoman.rtmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.dialect.Connect;
import org.dragoman.rtmp.dialect.Dialect;
import org.dragoman.rtmp.dialect.News;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.VideoTag;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rtmp.net.Link;
import org.dragoman.rtmp.net.RtmpListener;
import org.dragoman.rtmp.sound.Taste;

/// A connection as the gateway meets it: what every server of RTMP answers is answered here;
/// then it is a client that telephones, in its dialect, or a program that streams.
final class RtmpVisitor implements RtmpListener.Visitor {
    /// The app of plain streaming: {@code rtmp://HOST/call/NAME?token=TOKEN}.
    private static final String STREAMING = "call";

    private final Surroundings around;
    private final Link link;
    private final Rooms rooms;
    private final NetStreams streams;
    private Optional<RtmpClient> client = Optional.empty();
    private Optional<StreamRoom> room = Optional.empty();
    private boolean streaming;
    private boolean connected;
    private volatile boolean welcome;

    RtmpVisitor(Surroundings around, Link link, Rooms rooms) {
        this.around = around;
        this.link = link;
        this.rooms = rooms;
        this.streams = new NetStreams(link, around.dropped());
    }

    @Override
    public boolean isWelcome() {
        return welcome;
    }

    @Override
    public void took(RtmpMessage message) throws PeerFault {
        switch (message) {
            case Command command -> command(command);
            case RtmpMessage.Audio(long stream, long millis, byte[] tag) ->
                    speak(stream, millis, tag);
            case RtmpMessage.Video(long stream, long millis, byte[] tag) ->
                    show(stream, millis, tag);
            // nothing here depends on these: no metadata, no buffers of players
            case RtmpMessage.Data _,
                    RtmpMessage.UserControl _,
                    RtmpMessage.SetChunkSize _,
                    RtmpMessage.Abort _,
                    RtmpMessage.Acknowledgement _,
                    RtmpMessage.WindowSize _,
                    RtmpMessage.PeerBandwidth _,
                    RtmpMessage.Skipped _ -> {}
        }
    }

    private void command(Command c) throws PeerFault {
        if (c.name().equals("connect") != !connected) {
            throw new PeerFault.Unexpected(
                    PeerFault.Scope.CONNECTION, c.name() + " in the wrong place (§7.2.1.1)");
        }
        switch (c.name()) {
            case "connect" -> connect(c);
            case "createStream" -> streams.create(c.transaction());
            case "publish" -> publish(c);
            case "play" -> play(c);
            case "closeStream" -> end(c.streamId());
            case "deleteStream" -> end(c.argument(0).flatMap(Amf::number).orElse(0.0).longValue());
            default -> other(c);
        }
    }

    private void connect(Command c) {
        connected = true;
        var connect = Connect.of(c);
        link.greet();
        if (connect.app().equals(STREAMING)) {
            streaming = true;
            accept(c, connect);
            return;
        }
        String session = HexFormat.of().formatHex(random());
        var dialect = Dialect.of(connect, around.mappings());
        var plays = new Taste(connect.audioCodecs());
        var taste = connect.seesH264() && around.config().video() ? plays.withVideo() : plays;
        var fresh = new RtmpClient(around, link, streams, dialect, session, taste);
        if (dialect.login().filter(said -> !fresh.logIn(said)).isPresent()) {
            refuse(c);
            return;
        }
        welcome = true;
        client = Optional.of(fresh);
        accept(c, connect);
        fresh.tell(new News.Connected(session));
        fresh.welcome();
    }

    private byte[] random() {
        byte[] bytes = new byte[16];
        around.random().nextBytes(bytes);
        return bytes;
    }

    private void accept(Command c, Connect connect) {
        link.send(
                Command.of(
                        "_result",
                        c.transaction(),
                        Amf.fields("fmsVer", "FMS/4,5,0,297", "capabilities", 31),
                        Amf.fields(
                                "level", "status",
                                "code", "NetConnection.Connect.Success",
                                "description", "Connection succeeded.",
                                "objectEncoding", connect.objectEncoding())));
    }

    private void refuse(Command c) {
        link.send(
                Command.of(
                        "_error",
                        c.transaction(),
                        Amf.Absent.NULL,
                        Amf.fields(
                                "level", "error",
                                "code", "NetConnection.Connect.Rejected",
                                "description", "401 Unauthorized")));
        link.close();
    }

    private void publish(Command c) throws PeerFault {
        String name = plain(c.text(0));
        if (!streaming) {
            streams.publish(c.streamId(), name);
        } else if (enter(c).filter(r -> r.publish(streams)).isPresent()) {
            streams.publish(c.streamId(), name);
        } else {
            streams.fail(c.streamId(), "NetStream.Publish.BadName", "no such stream, or in use");
            link.close();
        }
    }

    private void play(Command c) throws PeerFault {
        String name = plain(c.text(0));
        if (c.argument(0).equals(Optional.of(Amf.of(false)))) {
            end(c.streamId()); // play(false) ends what is played
        } else if (!streaming) {
            streams.play(c.streamId(), name);
        } else if (enter(c).filter(r -> r.play(streams)).isPresent()) {
            streams.play(c.streamId(), name);
        } else {
            streams.fail(c.streamId(), "NetStream.Play.StreamNotFound", "no such stream");
            link.close();
        }
    }

    private static String plain(String name) {
        int mark = name.indexOf('?');
        return mark < 0 ? name : name.substring(0, mark);
    }

    /// The room of a stream, for who shows its token. A program is in one room.
    private Optional<StreamRoom> enter(Command c) {
        String name = plain(c.text(0));
        String token = c.text(0).substring(name.length());
        var found =
                Optional.ofNullable(around.config().streams().get(name))
                        .filter(s -> same("?token=" + s.token(), token))
                        .map(s -> rooms.of(name, s));
        if (found.isEmpty() || room.isPresent() && !room.equals(found)) {
            return Optional.empty();
        }
        welcome = true;
        room = found;
        return room;
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private void end(long stream) {
        streams.end(stream);
        if (!streams.isInUse()) {
            room.ifPresent(r -> r.leave(streams));
        }
    }

    private void other(Command c) {
        var wish = client.flatMap(its -> its.dialect().read(c));
        wish.ifPresent(w -> client.orElseThrow().perform(w));
    }

    private void speak(long stream, long millis, byte[] body) throws PeerFault {
        var name = streams.published(stream);
        if (name.isEmpty()) {
            return; // of a stream that has just ended
        }
        try {
            var tag = AudioTag.read(body);
            client.ifPresent(c -> c.speak(name.get(), tag, millis));
            room.ifPresent(r -> r.speak(tag, millis));
        } catch (PeerFault.Unsupported unknown) {
            // a format nobody here can decode is not heard; the call goes on
        }
    }

    private void show(long stream, long millis, byte[] body) throws PeerFault {
        var name = streams.published(stream);
        var tag = VideoTag.read(body);
        if (name.isPresent() && tag.isPresent()) {
            client.ifPresent(c -> c.show(name.get(), tag.get(), millis));
            room.ifPresent(r -> r.show(tag.get(), millis));
        }
    }

    @Override
    public void closed() {
        client.ifPresent(RtmpClient::close);
        room.ifPresent(r -> r.leave(streams));
    }
}
