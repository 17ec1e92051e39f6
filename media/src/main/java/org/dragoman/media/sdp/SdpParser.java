package org.dragoman.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private SdpParser() {}

    /// Reads a description.
    public static SessionDescription parse(String text) throws Malformed {
        if (text.length() > CHARACTERS) {
            throw malformed("SDP is longer than " + CHARACTERS + " characters");
        }
        return new SdpParser().read(text.split("\r\n|\n|\r", LINES + 1));
    }

    private SessionDescription read(String[] lines) throws Malformed {
        if (lines.length > LINES) {
            throw malformed("SDP has more than " + LINES + " lines");
        }
        boolean versionSeen = false;
        for (int i = 0; i < lines.length; i++) {
            var line = lines[i].strip();
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
            default -> {
                // v, i, u, e, p, b, t, r, z, k mean nothing to a call; RFC 8866 §5 has a parser
                // ignore what it does not know
            }
        }
    }

    private static Origin origin(String value, int at) throws Malformed {
        var words = value.split(" +");
        if (words.length < 6) {
            throw malformed("SDP line " + at + ": o= has six words (RFC 8866 §5.2)");
        }
        return new Origin(words[0], words[1], words[2], words[5]);
    }

    private void connection(String value, int at) throws Malformed {
        var words = value.split(" +");
        if (words.length < 3 || !words[0].equals("IN")) {
            throw malformed("SDP line " + at + ": c= is IN IP4|IP6 address (RFC 8866 §5.7)");
        }
        var address = words[2];
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
        var words = value.split(" +");
        if (words.length < 4) {
            throw malformed("SDP line " + at + ": m= has at least four words (RFC 8866 §5.14)");
        }
        if (words.length > FORMATS + 3) {
            throw malformed("SDP line " + at + ": more than " + FORMATS + " formats");
        }
        int slash = words[1].indexOf('/'); // number of ports: one is all we use
        int port = port(slash < 0 ? words[1] : words[1].substring(0, slash), at);
        var formats = List.of(words).subList(3, words.length);
        section = new MediaSection(words[0], port, words[2], formats, Optional.empty(), List.of());
    }

    private static int port(String text, int at) throws Malformed {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > 65_535) {
            throw malformed("SDP line " + at + ": a port is 0 to 65535 (RFC 8866 §5.14)");
        }
        return Integer.parseInt(text);
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

    private void endSection() {
        if (section != null) {
            sections.add(
                    new MediaSection(
                            section.kind(),
                            section.port(),
                            section.protocol(),
                            section.formats(),
                            sectionConnection,
                            sectionAttributes));
        }
        section = null;
        sectionAttributes = new ArrayList<>();
        sectionConnection = Optional.empty();
    }

    static Malformed malformed(String message) {
        return new Malformed(PeerFault.Scope.MESSAGE, message);
    }
}
