package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.jspecify.annotations.Nullable;

/// Reads session descriptions as they come in the field: any line end, missing {@code o=},
/// {@code s=} and {@code t=}, spaces at line ends and attributes nobody knows are taken. What
/// would make the media ambiguous is a fault naming the line.
///
/// - Errors: {@link Malformed}; nothing else comes out, whatever the input.
/// - Source: RFC 8866 §9.
public final class SdpParser {
    private static final int CHARACTERS = 32_768; // a browser's offer with candidates is about 10 k
    private static final int LINES = 1_000;
    private static final int SECTIONS = 32;
    private static final int FORMATS = 64; // per section

    private final List<Attribute> sessionAttributes = new ArrayList<>();
    private final List<MediaSection> sections = new ArrayList<>();
    private Origin origin = Origin.NONE;
    private String name = "-";
    private Optional<String> sessionConnection = Optional.empty();

    private @Nullable MediaSection section; // the one whose lines are being read
    private List<Attribute> sectionAttributes = new ArrayList<>();
    private Optional<String> sectionConnection = Optional.empty();
    private OptionalInt sectionKilobits = OptionalInt.empty();

    private SdpParser() {}

    /// Reads a description.
    public static SessionDescription parse(String text) throws Malformed {
        if (text.length() > CHARACTERS) {
            throw malformed("SDP is longer than " + CHARACTERS + " characters");
        }
        return new SdpParser().read(lines(text));
    }

    private static List<String> lines(String text) throws Malformed {
        var lines = new ArrayList<String>(32);
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                lines.add(text.substring(from, i));
                boolean both = i + 1 < text.length() && text.startsWith("\r\n", i);
                i += both ? 1 : 0;
                from = i + 1;
            }
        }
        if (lines.size() > LINES) {
            throw malformed("SDP has more than " + LINES + " lines");
        }
        return lines;
    }

    private SessionDescription read(List<String> lines) throws Malformed {
        boolean versionSeen = false;
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            if (line.isEmpty()) {
                continue;
            }
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw malformed("SDP line " + (i + 1) + " is not of the form x=… (RFC 8866 §5)");
            }
            if (!versionSeen && !line.startsWith("v=0")) {
                throw malformed("SDP does not begin with v=0 (RFC 8866 §5.1)");
            }
            versionSeen = true;
            line(line.charAt(0), line.substring(2).strip(), i + 1);
        }
        if (!versionSeen) {
            throw malformed("SDP is empty (RFC 8866 §5)");
        }
        endSection();
        return new SessionDescription(origin, name, sessionConnection, sessionAttributes, sections);
    }

    private void line(char type, String value, int at) throws Malformed {
        switch (type) {
            case 'o' -> origin = origin(value, at);
            case 's' -> name = value.isEmpty() ? "-" : value;
            case 'c' -> connection(value, at);
            case 'm' -> mediaLine(value, at);
            case 'a' -> attribute(value);
            case 'b' -> bandwidth(value);
            default -> {
                // v, i, u, e, p, b, t, r, z, k mean nothing to a call; RFC 8866 §5 has a parser
                // ignore what it does not know
            }
        }
    }

    private static Origin origin(String value, int at) throws Malformed {
        var words = Words.of(value);
        if (words.size() < 6) {
            throw malformed("SDP line " + at + ": o= has six words (RFC 8866 §5.2)");
        }
        return new Origin(words.get(0), words.get(1), words.get(2), words.get(5));
    }

    private void connection(String value, int at) throws Malformed {
        var words = Words.of(value);
        if (words.size() < 3 || !words.getFirst().equals("IN")) {
            throw malformed("SDP line " + at + ": c= is IN IP4|IP6 address (RFC 8866 §5.7)");
        }
        var address = words.get(2);
        int slash = address.indexOf('/'); // a multicast TTL means nothing here
        var plain = Optional.of(slash < 0 ? address : address.substring(0, slash));
        if (section == null) {
            sessionConnection = plain;
        } else if (sectionConnection.isEmpty()) { // the first of several is ours (RFC 8866 §5.7)
            sectionConnection = plain;
        }
    }

    private void mediaLine(String value, int at) throws Malformed {
        endSection();
        if (sections.size() == SECTIONS) {
            throw malformed("SDP has more than " + SECTIONS + " media sections");
        }
        var words = Words.of(value);
        if (words.size() < 4) {
            throw malformed("SDP line " + at + ": m= has at least four words (RFC 8866 §5.14)");
        }
        if (words.size() > FORMATS + 3) {
            throw malformed("SDP line " + at + ": more than " + FORMATS + " formats");
        }
        var ports = words.get(1);
        int slash = ports.indexOf('/'); // number of ports: one is all we use
        int port = port(slash < 0 ? ports : ports.substring(0, slash), at);
        section =
                new MediaSection(
                        words.getFirst(),
                        port,
                        words.get(2),
                        words.subList(3, words.size()),
                        Optional.empty(),
                        List.of());
    }

    private static int port(String text, int at) throws Malformed {
        int port = Words.number(text, 65_535);
        if (port < 0) {
            throw malformed("SDP line " + at + ": a port is 0 to 65535 (RFC 8866 §5.14)");
        }
        return port;
    }

    private void attribute(String value) {
        int colon = value.indexOf(':');
        var attributeName = (colon < 0 ? value : value.substring(0, colon)).strip();
        if (attributeName.isEmpty()) {
            return; // "a=" and "a=:x" say nothing
        }
        var attribute =
                new Attribute(attributeName, colon < 0 ? "" : value.substring(colon + 1).strip());
        (section == null ? sessionAttributes : sectionAttributes).add(attribute);
    }

    // RFC 8866 §5.8: AS counts kbit/s; RFC 3890 §6.2: TIAS counts bit/s
    private void bandwidth(String value) {
        int colon = value.indexOf(':');
        if (section == null || colon < 0) {
            return;
        }
        int number = Words.number(value.substring(colon + 1).strip(), 999_999_999);
        int kilobits =
                switch (value.substring(0, colon)) {
                    case "AS" -> number;
                    case "TIAS" -> number / 1_000;
                    default -> 0;
                };
        if (kilobits > 0) {
            sectionKilobits = OptionalInt.of(kilobits);
        }
    }

    private void endSection() {
        if (section != null) {
            sections.add(
                    new MediaSection(
                            section.kind(),
                            section.port(),
                            section.protocol(),
                            section.formats(),
                            sectionConnection,
                            sectionAttributes,
                            sectionKilobits));
        }
        section = null;
        sectionAttributes = new ArrayList<>();
        sectionConnection = Optional.empty();
        sectionKilobits = OptionalInt.empty();
    }

    static Malformed malformed(String message) {
        return new Malformed(PeerFault.Scope.MESSAGE, message);
    }
}
