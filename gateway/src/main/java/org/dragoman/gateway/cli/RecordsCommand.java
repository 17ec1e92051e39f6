package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.records.RecordCsv;
import org.dragoman.gateway.rest.RecordQuestion;
import org.dragoman.gateway.rest.RecordView;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// {@code dragoman records}.
@Command(
        name = "records",
        description = {
            "Show call records, newest first, or one of them whole: what operators bill by."
                    + " For every column see docs/record-columns.md."
        },
        mixinStandardHelpOptions = true)
final class RecordsCommand implements Callable<Integer> {
    private static final int USUAL = 20; // records that are shown to people

    @Spec private CommandSpec spec;
    @Mixin private GatewayOption gateway;
    @Mixin private JsonOption json;

    @Parameters(
            paramLabel = "ID",
            arity = "0..1",
            description = "One call, as `dragoman calls` names it: its record, with every leg.")
    private Optional<String> id = Optional.empty();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description =
                    "Of calls that began then or later: 2026-11-22T09:30:00Z, 2026-11-22, or so long"
                            + " ago: 30m, 2h, 7d.",
            converter = MomentConverter.class)
    private Optional<Instant> since = Optional.empty();

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "Of calls that began before that.",
            converter = MomentConverter.class)
    private Optional<Instant> until = Optional.empty();

    @Option(
            names = "--peer",
            paramLabel = "NAME",
            description = "That came from this peer, or were tried there.")
    private Optional<String> peer = Optional.empty();

    @Option(
            names = "--number",
            paramLabel = "NUMBER",
            description =
                    "With this number, calling or called, as it came in or was sent on; 7495* for"
                            + " all that begin so.")
    private Optional<String> number = Optional.empty();

    @Option(
            names = "--cause",
            paramLabel = "Q.850",
            description = "That ended for this cause: 17 for busy.")
    private Optional<Integer> cause = Optional.empty();

    @Option(names = "--failed", description = "That nobody answered.")
    private boolean failed;

    @Option(
            names = "--limit",
            paramLabel = "COUNT",
            description = "So many at most (default: 20; all with --json or --csv).")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--csv", description = "Print comma-separated values, for billing programs.")
    private boolean csv;

    @Option(names = "--legs", description = "With --csv: a line for each leg instead.")
    private boolean legs;

    RecordsCommand() {}

    @Override
    public Integer call() throws RestClient.Unreachable {
        check();
        try (var rest = gateway.open()) {
            return id.isPresent() ? one(rest, id.get()) : many(rest);
        }
    }

    private void check() {
        id.ifPresent(i -> CallIds.check(spec, i));
        if (limit.filter(l -> l < 1).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--limit is 1 or more.");
        }
        if (cause.filter(c -> c < 1 || c > 127).isPresent()) {
            throw new ParameterException(spec.commandLine(), "--cause is 1 to 127.");
        }
        if (csv && json.isAsked()) {
            throw new ParameterException(spec.commandLine(), "--csv or --json, not both.");
        }
        if (legs && !csv) {
            throw new ParameterException(spec.commandLine(), "--legs belongs to --csv.");
        }
    }

    private int one(RestClient rest, String call) throws RestClient.Unreachable {
        var found = rest.recordOf(call);
        if (found.isEmpty()) {
            spec.commandLine().getErr().println("There is no record of call " + call + ".");
            return DragomanCommand.MISTAKE;
        }
        var out = spec.commandLine().getOut();
        if (csv) {
            var table = new RecordCsv(out, legs);
            table.heading();
            table.print(found.get());
        } else if (json.isAsked()) {
            JsonOption.print(out, found.get());
        } else {
            new RecordReport(out).print(found.get());
        }
        return 0;
    }

    private int many(RestClient rest) throws RestClient.Unreachable {
        var out = spec.commandLine().getOut();
        if (csv) {
            var table = new RecordCsv(out, legs);
            table.heading();
            each(rest, table::print);
        } else if (json.isAsked()) {
            var all = new ArrayList<RecordView>();
            each(rest, all::add);
            JsonOption.print(out, all);
        } else {
            var all = new ArrayList<RecordView>();
            each(rest, all::add);
            list(all, out);
        }
        return 0;
    }

    private interface Taker {
        void take(RecordView record);
    }

    /// Asks page by page, as long as there is more and more is wanted.
    private void each(RestClient rest, Taker taker) throws RestClient.Unreachable {
        boolean forPeople = !csv && !json.isAsked();
        long left = limit.orElse(forPeople ? USUAL : Integer.MAX_VALUE);
        var question = question(page(left));
        while (true) {
            var page = rest.records(question);
            page.records().forEach(taker::take);
            left -= page.records().size();
            if (page.next().isEmpty() || left <= 0) {
                return;
            }
            question = question.behind(page.next(), page(left));
        }
    }

    private static int page(long left) {
        return (int) Math.min(left, RecordQuestion.MOST);
    }

    private RecordQuestion question(int count) {
        return new RecordQuestion(
                since, until, peer, number, cause, failed, count, Optional.empty());
    }

    private static void list(List<RecordView> records, PrintWriter out) {
        if (records.isEmpty()) {
            out.println("No such records.");
            return;
        }
        var rows = new ArrayList<List<String>>();
        rows.add(RecordReport.HEADING);
        records.forEach(r -> rows.add(RecordReport.row(r)));
        new Columns(out, Screen.ofThisProcess()).print(rows);
    }
}
