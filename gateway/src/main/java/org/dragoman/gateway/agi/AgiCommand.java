package org.dragoman.gateway.agi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A line of a script as words; those in double quotes may hold spaces, and a backslash takes the
/// next character as it is.
///
/// - Source: Asterisk 22, res_agi.c parse_args.
record AgiCommand(AgiVerb verb, List<String> arguments) {
    static final int MOST_WORDS = 80;

    AgiCommand {
        arguments = List.copyOf(arguments);
    }

    /// Nothing where there is no such command.
    static Optional<AgiCommand> parse(String line) {
        var words = words(line);
        return AgiVerb.of(words)
                .map(verb -> new AgiCommand(verb, words.subList(verb.words(), words.size())));
    }

    boolean isComplete() {
        return verb.takes(arguments.size());
    }

    /// An argument, or empty where it has none there.
    String argument(int index) {
        return index < arguments.size() ? arguments.get(index) : "";
    }

    /// An argument that is a whole number, or something else where it is none.
    int number(int index, int otherwise) {
        var text = argument(index);
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }

    /// The words of a line; what is beyond the last that may be is left out.
    static List<String> words(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < line.length() && words.size() < MOST_WORDS; i++) {
            char c = line.charAt(i);
            if (c == '\\' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                begun = true;
            } else if (c == '"') {
                quoted = !quoted;
                begun = true;
            } else if (!quoted && (c == ' ' || c == '\t')) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun && words.size() < MOST_WORDS) {
            words.add(word.toString());
        }
        return List.copyOf(words);
    }
}
