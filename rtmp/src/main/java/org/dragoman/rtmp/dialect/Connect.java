package org.dragoman.rtmp.dialect;

import java.util.List;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.jspecify.annotations.Nullable;

/// What a client says when it connects (RTMP 1.0 §7.2.1.1).
///
/// - {@code app}: the path of its URL, without what follows a question mark.
/// - {@code query}: what follows it.
/// - {@code audioCodecs}: what it can play, as bits; all of them where it says nothing.
/// - {@code videoCodecs}: the same of video; none where it says nothing.
/// - {@code arguments}: what the program added of its own.
public record Connect(
        String app,
        String query,
        int audioCodecs,
        int videoCodecs,
        double objectEncoding,
        List<Amf> arguments) {
    private static final int H264 = 0x80; // RTMP 1.0 §7.2.1.1

    private static final int ALL_CODECS = 0xfff;
    private static final int LONGEST_APP = 512; // characters

    public Connect {
        arguments = List.copyOf(arguments);
    }

    public static Connect of(Command command) {
        var said = command.object().named();
        String app = text(said.get("app"));
        int mark = app.indexOf('?');
        String path = mark < 0 ? app : app.substring(0, mark);
        return new Connect(
                shortened(path.replaceAll("^/+|/+$", "")),
                mark < 0 ? "" : app.substring(mark + 1),
                (int) number(said.get("audioCodecs"), ALL_CODECS),
                (int) number(said.get("videoCodecs"), 0),
                number(said.get("objectEncoding"), 0),
                command.arguments());
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_APP));
    }

    private static String text(@Nullable Amf value) {
        return value == null ? "" : value.text().orElse("");
    }

    private static double number(@Nullable Amf value, double otherwise) {
        return value == null ? otherwise : value.number().orElse(otherwise);
    }

    public boolean seesH264() {
        return (videoCodecs & H264) != 0;
    }

    /// An argument as text; empty where it is missing or none.
    public String argument(int index) {
        return index < arguments.size() ? arguments.get(index).text().orElse("") : "";
    }
}
