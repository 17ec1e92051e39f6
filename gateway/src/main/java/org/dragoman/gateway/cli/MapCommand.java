package org.dragoman.gateway.cli;

import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.dragoman.gateway.docs.MappingPrinter;
import org.dragoman.rules.Preset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// {@code dragoman map}: the mapping tables, with the source of every row.
@Command(
        name = "map",
        description = "Show what is mapped to what, and which document says so.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel =
                "(causes | messages | progress | numbers | elements | codecs | tones)")
final class MapCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    MapCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return DragomanCommand.MISTAKE;
    }

    @Command(
            name = "causes",
            description = "Causes between SIP, Q.850 and H.225.0.",
            mixinStandardHelpOptions = true)
    int causes(
            @Option(
                            names = "--preset",
                            paramLabel = "PRESET",
                            defaultValue = "rfc3398",
                            description =
                                    "Which set of tables: ${COMPLETION-CANDIDATES}"
                                            + " (default: ${DEFAULT-VALUE}).")
                    Preset preset,
            @Mixin TablesOption tables,
            @Mixin JsonOption json)
            throws CommandFailed {
        return print(tables, json, printer -> printer.causes(preset));
    }

    @Command(
            name = "messages",
            description = "What each happening of a call is called in H.323 and in SIP.",
            mixinStandardHelpOptions = true)
    int messages(@Mixin TablesOption tables, @Mixin JsonOption json) throws CommandFailed {
        return print(tables, json, MappingPrinter::messages);
    }

    @Command(
            name = "progress",
            description = "What is said between a call and its answer, in H.323 and in SIP.",
            mixinStandardHelpOptions = true)
    int progress(@Mixin TablesOption tables, @Mixin JsonOption json) throws CommandFailed {
        return print(tables, json, MappingPrinter::progress);
    }

    @Command(
            name = "numbers",
            description = "What is said about numbers: type, plan, presentation, redirection.",
            mixinStandardHelpOptions = true)
    int numbers(@Mixin TablesOption tables, @Mixin JsonOption json) throws CommandFailed {
        return print(tables, json, MappingPrinter::numbers);
    }

    @Command(
            name = "elements",
            description = "Information elements of H.323 that rules may keep, drop, set and match.",
            mixinStandardHelpOptions = true)
    int elements(@Mixin TablesOption tables, @Mixin JsonOption json) throws CommandFailed {
        return print(tables, json, MappingPrinter::elements);
    }

    @Command(
            name = "codecs",
            description = "Codecs as RTP, SDP and H.245 know them.",
            mixinStandardHelpOptions = true)
    int codecs(@Mixin TablesOption tables, @Mixin JsonOption json) throws CommandFailed {
        return print(tables, json, MappingPrinter::codecs);
    }

    @Command(
            name = "tones",
            description = "Tones that the gateway makes, by country.",
            mixinStandardHelpOptions = true)
    int tones(@Mixin TablesOption tables, @Mixin JsonOption json) throws CommandFailed {
        return print(tables, json, MappingPrinter::tones);
    }

    private int print(TablesOption whose, JsonOption json, Consumer<MappingPrinter> what)
            throws CommandFailed {
        var mappings = whose.mappings();
        var out = spec.commandLine().getOut();
        if (json.isAsked()) {
            var tables = new ArrayList<MappingPrinter.Table>();
            what.accept(new MappingPrinter(mappings, tables::add));
            JsonOption.print(out, tables);
        } else {
            what.accept(new MappingPrinter(mappings, out));
        }
        return 0;
    }
}
