package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.dragoman.gateway.rest.RecordLegView;
import org.dragoman.gateway.rest.RecordView;

/// Call records for people.
final class RecordReport {
    static final List<String> HEADING =
            List.of("BEGAN", "CALL", "FROM", "TO", "TALKED", "CAUSE", "ENDED BY");

    private final PrintWriter out;

    RecordReport(PrintWriter out) {
        this.out = out;
    }

    static List<String> row(RecordView record) {
        return List.of(
                record.offeredAt(),
                record.callId(),
                at(record.calling(), record.inPeer()),
                at(record.called(), record.outPeer()),
                talked(record),
                record.cause() < 0 ? "" : Integer.toString(record.cause()),
                record.endedBy());
    }

    private static String at(String number, String peer) {
        return peer.isEmpty() ? number : number + " at " + peer;
    }

    /// Minutes and seconds, the started one included; what goes on or was cut off says so.
    private static String talked(RecordView record) {
        long seconds = record.billableSeconds();
        var time = String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
        if (record.answeredAt().isEmpty()) {
            return "-";
        }
        return record.state().equals(RecordView.State.ENDED.word())
                ? time
                : time + " " + record.state();
    }

    void print(RecordView r) {
        out.printf("Call %s, %s%n", r.callId(), r.state());
        line("began", r.offeredAt());
        line("rang", r.ringingAt());
        line("answered", r.answeredAt());
        line("ended", r.endedAt());
        line("billed", billed(r));
        line("from", party(r.calling(), r.callingName(), r.inPeer(), r.inAddress()));
        line("to", party(r.called(), "", "", ""));
        line("sent as", party(r.calledOut(), "", r.outPeer(), r.outAddress()));
        line("sent on by", r.redirecting());
        line("rule", r.rule());
        line("cost", r.cost().isEmpty() ? "" : r.cost() + " " + r.currency());
        line("cause", cause(r.cause(), r.causeCode(), r.causeWords()));
        line("ended by", r.endedBy());
        line("joined to", r.joinedCall());
        line("recording", r.recording());
        r.legs().forEach(this::print);
    }

    private static String billed(RecordView r) {
        return String.format(Locale.ROOT, "%.3f s", r.billableMillis() / 1_000.0);
    }

    private void print(RecordLegView l) {
        out.printf("Leg %d, %s %s%n", l.leg(), l.role(), l.peer());
        line("protocol", l.protocol() + (l.address().isEmpty() ? "" : " " + l.address()));
        line("SIP Call-ID", l.sipCallId());
        line("H.225 call", l.h225CallIdentifier());
        line("conference", l.h323ConferenceId());
        line("number", party(l.calling(), "", "", "") + " to " + party(l.called(), "", "", ""));
        line("began", l.beganAt());
        line("rang", l.ringingAt());
        line("answered", l.answeredAt());
        line("ended", l.endedAt());
        line("cause", cause(l.cause(), l.causeCode(), l.causeWords()));
        line("ended by", l.endedBy());
        line("codecs", codecs(l));
        line("packets", packets(l));
        line("quality", quality(l));
        line("cost", l.cost().isEmpty() ? "" : l.cost() + " " + l.currency() + " at " + l.rate());
    }

    private static String codecs(RecordLegView l) {
        return l.codecSent().isEmpty() && l.codecReceived().isEmpty()
                ? ""
                : l.codecReceived() + " from it, " + l.codecSent() + " to it";
    }

    private static String packets(RecordLegView l) {
        return l.packetsReceived() < 0
                ? ""
                : l.packetsReceived()
                        + " from it, "
                        + l.packetsLost()
                        + " lost; "
                        + l.packetsSent()
                        + " to it";
    }

    private static String quality(RecordLegView l) {
        return l.mosReceived() < 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "MOS %.2f, R %.1f, jitter %.1f ms",
                        l.mosReceived(),
                        l.rReceived(),
                        l.jitterMicros() / 1_000.0);
    }

    private static String party(String number, String name, String peer, String address) {
        var words = new StringBuilder(number.isEmpty() ? "unknown" : number);
        if (!name.isEmpty()) {
            words.append(" \"").append(name).append('"');
        }
        if (!peer.isEmpty()) {
            words.append(" at ").append(peer);
        }
        if (!address.isEmpty()) {
            words.append(" (").append(address).append(')');
        }
        return words.toString();
    }

    private static String cause(int q850, String code, String words) {
        return q850 < 0 ? "" : (q850 + " " + code + " " + words).strip();
    }

    private void line(String what, String value) {
        if (!value.isEmpty()) {
            out.printf("  %-11s %s%n", what, value);
        }
    }
}
