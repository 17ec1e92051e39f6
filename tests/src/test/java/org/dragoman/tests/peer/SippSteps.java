package org.dragoman.tests.peer;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/// A scenario as the XML that SIPp reads, step by step.
final class SippSteps {
    private static final List<String> VARIABLES =
            List.of("all", "media_port", "media_address", "reason", "caller", "callee", "rseq");

    private final StringBuilder steps = new StringBuilder();

    void send(String message) {
        send(message, "");
    }

    /// - {@code next}: the label to go on at.
    void send(String message, int next) {
        send(message, " next=\"" + next + "\"");
    }

    private void send(String message, String attributes) {
        boolean once = message.startsWith("ACK") || message.startsWith("SIP/2.0");
        steps.append("<send")
                .append(once ? "" : " retrans=\"500\"")
                .append(attributes)
                .append(">\n<![CDATA[\n")
                .append(message)
                .append("]]>\n</send>\n");
    }

    /// - {@code action}: done with what came, or nothing.
    void receive(String what, String action) {
        steps.append("<recv ").append(what);
        if (action.isEmpty()) {
            steps.append("/>\n");
        } else {
            steps.append(">\n<action>\n").append(action).append("</action>\n</recv>\n");
        }
    }

    void pause(Duration time) {
        steps.append("<pause milliseconds=\"").append(time.toMillis()).append("\"/>\n");
    }

    /// Has SIPp send a file as RTP, over and over.
    void stream(String file, int payloadType, String map) {
        steps.append("<nop>\n<action>\n<exec rtp_stream=\"")
                .append(String.join(",", file, "-1", Integer.toString(payloadType), map))
                .append("\"/>\n</action>\n</nop>\n");
    }

    void label(int number) {
        steps.append("<label id=\"").append(number).append("\"/>\n");
    }

    String xml() {
        String used = VARIABLES.stream().filter(this::isAssigned).collect(Collectors.joining(","));
        // SIPp refuses a variable that nothing reads
        String references = used.isEmpty() ? "" : "<Reference variables=\"" + used + "\"/>\n";
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<scenario name=\"call\">\n"
                + steps
                + references
                + "</scenario>\n";
    }

    private boolean isAssigned(String variable) {
        return steps.toString().matches("(?s).*assign_to=\"[a-z_,]*\\b" + variable + "\\b.*");
    }
}
