package org.dragoman.gateway.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import picocli.AutoComplete;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/// Completes commands and options as their definitions have them, and names as the running gateway
/// has them.
final class CommandCompleter implements Completer {
    private final CommandSpec root;
    private final LiveNames names;

    CommandCompleter(CommandSpec root, LiveNames names) {
        this.root = root;
        this.names = names;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        var words = line.words().toArray(String[]::new);
        var found = new ArrayList<CharSequence>();
        AutoComplete.complete(root, words, line.wordIndex(), 0, line.cursor(), found);
        label(line).map(names::of).orElse(List.of()).forEach(found::add);
        found.stream()
                .map(CharSequence::toString)
                .distinct()
                .map(Candidate::new)
                .forEach(candidates::add);
    }

    /// Of what stands where the cursor is: an option's value, or a word on its own.
    private Optional<String> label(ParsedLine line) {
        var spec = root;
        var open = Optional.<ArgSpec>empty();
        for (var word : line.words().subList(0, line.wordIndex())) {
            var sub = Optional.ofNullable(spec.subcommands().get(word));
            if (sub.isPresent()) {
                spec = sub.get().getCommandSpec();
                open = Optional.empty();
            } else {
                open = Optional.ofNullable(spec.findOption(word)).map(ArgSpec.class::cast);
                open = open.filter(o -> o.arity().max() > 0);
            }
        }
        if (line.word().startsWith("-")) {
            return Optional.empty();
        }
        var alone = spec.positionalParameters().stream().map(ArgSpec.class::cast).findFirst();
        return open.or(() -> alone).map(ArgSpec::paramLabel);
    }
}
