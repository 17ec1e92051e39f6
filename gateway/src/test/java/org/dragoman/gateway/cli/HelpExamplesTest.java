package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// What the help texts show as examples can be typed so.
class HelpExamplesTest {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
    private static final List<String> ENDS = List.of("|", ">", "<", "&&", "&", ";", "#");

    static Stream<String> examples() {
        var all = new ArrayList<String>();
        collect(DragomanCommand.commandLine(), all);
        assertThat(all).hasSizeGreaterThan(40);
        return all.stream().distinct();
    }

    private static void collect(CommandLine line, List<String> all) {
        for (var text : line.getCommandSpec().usageMessage().footer()) {
            text.lines()
                    .map(String::strip)
                    .filter(l -> l.startsWith("dragoman "))
                    .forEach(all::add);
        }
        line.getSubcommands().values().forEach(sub -> collect(sub, all));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void can_be_typed(String example) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(example.substring("dragoman ".length()));
        while (matcher.find() && !ENDS.contains(matcher.group())) {
            words.add(
                    Stream.of(matcher.group(1), matcher.group(2), matcher.group(3))
                            .filter(g -> g != null)
                            .findFirst()
                            .orElseThrow());
        }
        assertThatCode(() -> DragomanCommand.commandLine().parseArgs(words.toArray(String[]::new)))
                .doesNotThrowAnyException();
    }
}
