package org.dragoman.gateway.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/// Whether a command answers programs instead of people.
final class JsonOption {
    @Option(names = "--json", description = "Print JSON, for programs.")
    private boolean json;

    JsonOption() {}

    boolean isAsked() {
        return json;
    }

    /// Prints a sentence for people, or what it says for programs.
    void say(PrintWriter out, String sentence, Object what) {
        if (json) {
            print(out, what);
        } else {
            out.println(sentence);
        }
    }

    /// Prints a record, or a list of them, as one line.
    static void print(PrintWriter out, Object what) {
        try {
            out.println(new ObjectMapper().writeValueAsString(what));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of texts and numbers are JSON", e);
        }
    }
}
