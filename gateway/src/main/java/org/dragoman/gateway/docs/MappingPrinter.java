package org.dragoman.gateway.docs;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.Preset;
import org.dragoman.rules.Row;

/// Prints the mapping tables as Markdown tables, which read well in a terminal too, or hands them
/// on.
public final class MappingPrinter {
    private final Mappings mappings;
    private final Consumer<Table> taker;

    /// A mapping table; the last column is the source of each row.
    public record Table(String title, List<String> headings, List<List<String>> rows) {
        private void print(PrintWriter out) {
            var lines = new ArrayList<List<String>>();
            lines.add(headings);
            lines.addAll(rows);
            out.println("## " + title);
            out.println();
            MarkdownTable.print(out, lines);
            out.println();
        }
    }

    public MappingPrinter(Mappings mappings, PrintWriter out) {
        this(mappings, table -> table.print(out));
    }

    /// - {@code taker}: gets each table.
    public MappingPrinter(Mappings mappings, Consumer<Table> taker) {
        this.mappings = mappings;
        this.taker = taker;
    }

    /// Every table, as {@code docs/mappings.md} holds them.
    public void all() {
        for (var preset : Preset.values()) {
            sipCauses(preset);
        }
        h225Causes(Preset.RFC3398); // the same in every preset
        rows(
                "Q.850 cause and FreeSWITCH's name, for RTMP clients made for it",
                List.of("Q.850", "name"),
                mappings.freeswitchCauses().rows());
        rows(
                "Q.850 cause and DIALSTATUS, for AGI scripts",
                List.of("Q.850", "DIALSTATUS"),
                mappings.dialStatuses().rows());
        messages();
        progress();
        numbers();
        elements();
        codecs();
        tones();
    }

    public void causes(Preset preset) {
        sipCauses(preset);
        h225Causes(preset);
    }

    private void sipCauses(Preset preset) {
        var rows = mappings.causes(preset).rows();
        rows(
                "SIP status to Q.850 cause, preset " + preset.word(),
                List.of("SIP", "Warning", "Q.850", "location"),
                table(rows.get("sip-status-to-cause")));
        rows(
                "Q.850 cause to SIP status, preset " + preset.word(),
                List.of("Q.850", "location", "SIP"),
                table(rows.get("cause-to-sip-status")));
    }

    private void h225Causes(Preset preset) {
        var rows = mappings.causes(preset).rows();
        rows(
                "H.225.0 release reason to Q.850 cause",
                List.of("reason", "Q.850"),
                table(rows.get("h225-reason-to-cause")));
        rows(
                "Q.850 cause to H.225.0 release reason",
                List.of("Q.850", "reason"),
                table(rows.get("cause-to-h225-reason")));
    }

    public void messages() {
        rows(
                "What happens in a call, in either protocol's words",
                List.of("neutral", "way", "H.323", "SIP"),
                mappings.messages().entries().stream().map(e -> e.row()).toList());
    }

    public void progress() {
        var progress = mappings.progress();
        rows(
                "What a called H.323 side says before the answer",
                List.of("message", "progress indicator", "event", "in band"),
                progress.q931ToEvent());
        rows(
                "The progress indicator that an H.323 peer is told",
                List.of("event", "in band", "progress indicator"),
                progress.eventToQ931());
        rows(
                "What a called SIP side says before the answer",
                List.of("SIP", "SDP", "event", "in band"),
                progress.sipToEvent());
        rows(
                "The provisional response that a SIP caller is told",
                List.of("event", "in band", "SIP"),
                progress.eventToSip());
    }

    public void numbers() {
        var numbers = mappings.numbers();
        rows(
                "Type of number",
                List.of("type", "Q.931", "H.225.0 public", "H.225.0 private", "SIP prefix"),
                numbers.typeRows());
        rows("Numbering plan", List.of("plan", "Q.931"), numbers.planRows());
        rows(
                "Presentation of a number",
                List.of("presentation", "Q.931", "SIP Privacy"),
                numbers.presentationRows());
        rows(
                "Screening of a number",
                List.of("screening", "Q.931", "SIP header"),
                numbers.screeningRows());
        rows(
                "Why a call was sent on",
                List.of("code", "Diversion reason"),
                mappings.redirectionRows());
    }

    public void elements() {
        rows(
                "Information elements that rules may speak of",
                List.of("name", "code", "form", "mandatory", "names the caller", "SIP header"),
                mappings.elements().rows());
    }

    public void codecs() {
        rows(
                "Codecs in RTP and SDP",
                List.of(
                        "name",
                        "clock Hz",
                        "channels",
                        "payload type",
                        "parameters",
                        "frame ms",
                        "packet ms"),
                mappings.codecs().rows());
        rows(
                "Codecs in H.245",
                List.of("capability", "codec", "parameters", "unit ms"),
                mappings.codecs().h245Rows());
        rows(
                "The capabilities that announce a codec in H.245, best first",
                List.of("codec", "parameters", "capability"),
                mappings.codecs().h245Choices());
        rows(
                "Codecs in FLV tags, for RTMP clients",
                List.of("tag", "rate Hz", "codec", "clock Hz", "channels", "flag"),
                mappings.flvSounds().rows());
    }

    public void tones() {
        rows(
                "Tones that the gateway makes",
                List.of("country", "tone", "cadence"),
                mappings.tones().rows());
    }

    private static List<Row> table(List<Row> rows) {
        return Optional.ofNullable(rows).orElseThrow();
    }

    private void rows(String title, List<String> headings, List<Row> rows) {
        taker.accept(
                new Table(
                        title,
                        with(headings, "source"),
                        rows.stream().map(r -> with(r.cells(), source(r))).toList()));
    }

    /// With the place of a row that the operator wrote.
    private static String source(Row row) {
        return row.source() + (row.isShipped() ? "" : " (" + row.file() + ":" + row.line() + ")");
    }

    private static List<String> with(List<String> cells, String last) {
        var all = new ArrayList<>(cells);
        all.add(last);
        return all;
    }
}
