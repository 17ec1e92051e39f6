package org.dragoman.gateway.agi;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The commands of AGI that are done here; all others are unknown to the script, as to an Asterisk
/// without their module.
///
/// - Source: Asterisk 22, res_agi.c, the list of commands.
enum AgiVerb {
    ANSWER("ANSWER", 0, 0, When.UP, ""),
    ASYNCAGI_BREAK("ASYNCAGI BREAK", 0, 0, When.ANY, ""),
    CHANNEL_STATUS("CHANNEL STATUS", 0, 1, When.UP, "[channel]"),
    CONTROL_STREAM_FILE(
            "CONTROL STREAM FILE",
            2,
            7,
            When.UP,
            "file escape-digits [skip [forward [rewind [pause [offset]]]]]"),
    DATABASE_DEL("DATABASE DEL", 2, 2, When.ANY, "family key"),
    DATABASE_DELTREE("DATABASE DELTREE", 1, 2, When.ANY, "family [keytree]"),
    DATABASE_GET("DATABASE GET", 2, 2, When.ANY, "family key"),
    DATABASE_PUT("DATABASE PUT", 3, 3, When.ANY, "family key value"),
    EXEC("EXEC", 1, AgiVerb.MANY, When.ANY, "application options"),
    GET_DATA("GET DATA", 1, 3, When.UP, "file [timeout [maxdigits]]"),
    GET_FULL_VARIABLE("GET FULL VARIABLE", 1, 2, When.ANY, "expression [channel]"),
    GET_OPTION("GET OPTION", 2, 3, When.UP, "file escape-digits [timeout]"),
    GET_VARIABLE("GET VARIABLE", 1, 1, When.ANY, "name"),
    HANGUP("HANGUP", 0, 1, When.UP, "[channel]"),
    NOOP("NOOP", 0, AgiVerb.MANY, When.ANY, "[text]"),
    RECEIVE_CHAR("RECEIVE CHAR", 1, 1, When.UP, "timeout"),
    RECEIVE_TEXT("RECEIVE TEXT", 1, 1, When.UP, "timeout"),
    SAY_ALPHA("SAY ALPHA", 2, 2, When.UP, "text escape-digits"),
    SAY_DATE("SAY DATE", 2, 2, When.UP, "seconds-since-1970 escape-digits"),
    SAY_DATETIME("SAY DATETIME", 2, 4, When.UP, "seconds-since-1970 escape-digits [format [zone]]"),
    SAY_DIGITS("SAY DIGITS", 2, 2, When.UP, "digits escape-digits"),
    SAY_NUMBER("SAY NUMBER", 2, 3, When.UP, "number escape-digits [gender]"),
    SAY_PHONETIC("SAY PHONETIC", 2, 2, When.UP, "text escape-digits"),
    SAY_TIME("SAY TIME", 2, 2, When.UP, "seconds-since-1970 escape-digits"),
    SEND_IMAGE("SEND IMAGE", 1, 1, When.UP, "image"),
    SEND_TEXT("SEND TEXT", 1, AgiVerb.MANY, When.UP, "text"),
    SET_AUTOHANGUP("SET AUTOHANGUP", 1, 1, When.UP, "seconds"),
    SET_CALLERID("SET CALLERID", 1, AgiVerb.MANY, When.UP, "number"),
    SET_CONTEXT("SET CONTEXT", 1, 1, When.UP, "context"),
    SET_EXTENSION("SET EXTENSION", 1, 1, When.UP, "number"),
    SET_MUSIC("SET MUSIC", 1, 2, When.UP, "on|off [class]"),
    SET_PRIORITY("SET PRIORITY", 1, 1, When.UP, "priority"),
    SET_VARIABLE("SET VARIABLE", 2, 2, When.ANY, "name value"),
    STREAM_FILE("STREAM FILE", 2, 3, When.UP, "file escape-digits [offset]"),
    TDD_MODE("TDD MODE", 1, 1, When.UP, "on|off|mate|tdd"),
    VERBOSE("VERBOSE", 1, 2, When.ANY, "message [level]"),
    WAIT_FOR_DIGIT("WAIT FOR DIGIT", 1, 1, When.UP, "timeout");

    static final int MANY = 64;

    /// When a command may be given.
    enum When {
        /// While the call is there.
        UP,
        /// Afterwards too.
        ANY
    }

    private static final List<AgiVerb> LONGEST_FIRST =
            Arrays.stream(values())
                    .sorted(Comparator.comparing((AgiVerb v) -> -v.words.size()))
                    .toList();

    private final List<String> words;
    private final int least;
    private final int most;
    private final When when;
    private final String usage;

    AgiVerb(String words, int least, int most, When when, String usage) {
        this.words = List.of(words.split(" "));
        this.least = least;
        this.most = most;
        this.when = when;
        this.usage = usage;
    }

    /// The command that these words begin with; the one with more words counts.
    static Optional<AgiVerb> of(List<String> line) {
        return LONGEST_FIRST.stream().filter(v -> v.begins(line)).findFirst();
    }

    private boolean begins(List<String> line) {
        if (line.size() < words.size()) {
            return false;
        }
        for (int i = 0; i < words.size(); i++) {
            if (!words.get(i).equalsIgnoreCase(line.get(i))) {
                return false;
            }
        }
        return true;
    }

    int words() {
        return words.size();
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    boolean isForDeadCalls() {
        return when == When.ANY;
    }

    String usage() {
        return (String.join(" ", words) + " " + usage).strip();
    }
}
