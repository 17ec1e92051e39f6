package org.dragoman.gateway.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.VideoTag;
import org.dragoman.rtmp.message.RtmpMessage;

/// What RTMP messages are: control messages by the names of RTMP 1.0 §5.4 and §7.1, commands by
/// their own. Passwords, tokens and what proves one are left out: captures are shown to others.
final class RtmpNames {
    static final Named CLOSED = new Named("connection closed", "");

    private static final int LONGEST = 160; // characters of a detail
    private static final String SECRET = "…";
    private static final Set<String> SECRETS = Set.of("password", "token", "pwd");

    /// RTMP 1.0 §7.1.7.
    private static final Map<Integer, String> EVENTS =
            Map.of(
                    0, "Stream Begin",
                    1, "Stream EOF",
                    2, "Stream Dry",
                    3, "Set Buffer Length",
                    4, "Stream Is Recorded",
                    6, "Ping Request",
                    7, "Ping Response");

    private RtmpNames() {}

    /// - {@code part}: {@code "01"} or {@code "2"}.
    static Named ofHandshake(boolean byClient, String part) {
        var letter = byClient ? "C" : "S";
        return new Named(
                "Handshake "
                        + part.chars()
                                .mapToObj(c -> letter + (char) c)
                                .collect(Collectors.joining("+")),
                "");
    }

    static boolean isMedia(RtmpMessage message) {
        return message instanceof RtmpMessage.Audio || message instanceof RtmpMessage.Video;
    }

    static long streamOf(RtmpMessage message) {
        return switch (message) {
            case RtmpMessage.Audio audio -> audio.streamId();
            case RtmpMessage.Video video -> video.streamId();
            case RtmpMessage.Command command -> command.streamId();
            case RtmpMessage.Data data -> data.streamId();
            case RtmpMessage.SetChunkSize _,
                    RtmpMessage.Abort _,
                    RtmpMessage.Acknowledgement _,
                    RtmpMessage.WindowSize _,
                    RtmpMessage.PeerBandwidth _,
                    RtmpMessage.UserControl _,
                    RtmpMessage.Skipped _ ->
                    0;
        };
    }

    static Named of(RtmpMessage message) {
        return switch (message) {
            case RtmpMessage.SetChunkSize(int bytes) -> new Named("Set Chunk Size", "" + bytes);
            case RtmpMessage.Abort(long stream) ->
                    new Named("Abort Message", "chunk stream " + stream);
            case RtmpMessage.Acknowledgement(long bytes) ->
                    new Named("Acknowledgement", bytes + " octets");
            case RtmpMessage.WindowSize(long bytes) ->
                    new Named("Window Acknowledgement Size", "" + bytes);
            case RtmpMessage.PeerBandwidth(long bytes, _) ->
                    new Named("Set Peer Bandwidth", "" + bytes);
            case RtmpMessage.UserControl(int event, var values) ->
                    new Named(
                            "User Control",
                            EVENTS.getOrDefault(event, "event " + event)
                                    + values.stream()
                                            .map(v -> " " + v)
                                            .collect(Collectors.joining()));
            case RtmpMessage.Audio audio -> new Named("Audio", sound(audio.tag()));
            case RtmpMessage.Video video -> new Named("Video", picture(video.tag()));
            case RtmpMessage.Data(long _, long _, var values) ->
                    new Named("Data", shortened(texts(values.stream().map(RtmpNames::text))));
            case RtmpMessage.Command command ->
                    new Named(command.name(), shortened(texts(arguments(command))));
            case RtmpMessage.Skipped(int type) -> new Named("message of type " + type, "");
        };
    }

    private static String sound(byte[] tag) {
        try {
            return AudioTag.read(tag).format().name();
        } catch (PeerFault unknown) {
            return "of no format known here";
        }
    }

    private static String picture(byte[] tag) {
        try {
            return VideoTag.read(tag).isPresent() ? "H.264" : "of no format known here";
        } catch (PeerFault cutShort) {
            return "cut short";
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + SECRET;
    }

    private static Stream<String> arguments(RtmpMessage.Command command) {
        var said = command.arguments();
        return switch (command.name()) {
            case "connect" -> Stream.concat(Stream.of(app(command)), secondIsSecret(said));
            case "login" -> secondIsSecret(said);
            default ->
                    Stream.concat(Stream.of(command.object()), said.stream()).map(RtmpNames::text);
        };
    }

    private static String app(RtmpMessage.Command connect) {
        var app = connect.object().named().get("app");
        return app == null ? "" : text(app);
    }

    /// A password, or what is made of it.
    private static Stream<String> secondIsSecret(List<Amf> said) {
        return IntStream.range(0, said.size()).mapToObj(i -> i == 1 ? SECRET : text(said.get(i)));
    }

    /// As programs that stream show it: {@code NAME?token=TOKEN}.
    private static String withoutToken(String name) {
        int mark = name.indexOf("?token=");
        return mark < 0 ? name : name.substring(0, mark) + "?token=" + SECRET;
    }

    private static String texts(Stream<String> all) {
        return all.filter(t -> !t.isEmpty()).collect(Collectors.joining(", "));
    }

    private static String text(Amf value) {
        return switch (value) {
            case Amf.Absent _ -> "";
            case Amf.Text(String text) -> withoutToken(text);
            case Amf.Number _, Amf.Flag _ -> value.text().orElse("");
            case Amf.Fields _, Amf.Table _ ->
                    value.named().entrySet().stream()
                            .filter(e -> !text(e.getValue()).isEmpty())
                            .map(e -> e.getKey() + "=" + member(e.getKey(), e.getValue()))
                            .collect(Collectors.joining(" "));
            case Amf.Items(var items) -> texts(items.stream().map(RtmpNames::text));
            case Amf.Moment(double millis) -> (long) millis + " ms";
            case Amf.Octets octets -> octets.bytes().length + " octets";
        };
    }

    private static String member(String name, Amf value) {
        return SECRETS.contains(name.toLowerCase(Locale.ROOT)) ? SECRET : text(value);
    }
}
