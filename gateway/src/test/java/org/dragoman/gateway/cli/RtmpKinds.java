package org.dragoman.gateway.cli;

import java.util.Map;
import java.util.regex.Pattern;
import org.dragoman.gateway.explain.Named;

/// Counts RTMP messages by the names that tshark gives them.
final class RtmpKinds {
    private static final Pattern TIMES = Pattern.compile(".*, ×(\\d+) in .*");

    private RtmpKinds() {}

    static void count(Named named, Map<String, Integer> kinds) {
        if (named.name().startsWith("Handshake ") || named.name().equals("connection closed")) {
            return; // these are no messages
        }
        var times = TIMES.matcher(named.detail());
        int count = times.matches() ? Integer.parseInt(times.group(1)) : 1;
        kinds.merge(kind(named).replace(' ', '_'), count, Integer::sum);
    }

    private static String kind(Named named) {
        return switch (named.name()) {
            case "User Control" -> named.detail().replaceAll(" \\d.*$", ""); // the event
            case "Data" -> named.detail().replaceAll("^\\|", "").replaceAll(",.*$", "");
            default -> named.name();
        };
    }
}
