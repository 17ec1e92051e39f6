package org.dragoman.gateway.agi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dragoman.core.route.Advice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what a script says, and says how that went.
///
/// - Source: Asterisk 22, res_agi.c; the answers are those that its libraries look for.
final class AgiCommands {
    private static final Logger LOGGER = LoggerFactory.getLogger(AgiCommands.class);
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(40); // SIP: 32 s for the ACK
    private static final int REJECTED = 21;
    private static final int UP = 6; // Asterisk's states of a channel
    private static final int RINGS = 4;

    private final AgiConversation talk;
    private final AgiSounds sounds;
    private final AgiApplications applications;

    AgiCommands(AgiConversation talk) {
        this.talk = talk;
        this.sounds = new AgiSounds(talk);
        this.applications = new AgiApplications(talk, this, sounds);
    }

    /// The answer to a line, without its end.
    String answer(String line) throws InterruptedException {
        var command = AgiCommand.parse(line);
        if (command.isEmpty()) {
            return "510 Invalid or unknown command";
        }
        var verb = command.get().verb();
        talk.catchUp();
        if (talk.isDead() && !verb.isForDeadCalls()) {
            return "511 Command Not Permitted on a dead channel or intercept routine";
        }
        if (!command.get().isComplete()) {
            return "520-Invalid command syntax.  Proper usage follows:\nUsage: "
                    + verb.usage()
                    + "\n520 End of proper usage.";
        }
        return perform(command.get());
    }

    private String perform(AgiCommand c) throws InterruptedException {
        return switch (c.verb()) {
            case ANSWER -> result(answerCall() ? 0 : -1);
            case CHANNEL_STATUS -> result(status(c.argument(0)));
            case DATABASE_DEL -> result(talk.database.delete(c.argument(0), c.argument(1)) ? 1 : 0);
            case DATABASE_DELTREE ->
                    result(talk.database.deleteTree(c.argument(0), c.argument(1)) ? 1 : 0);
            case DATABASE_GET -> value(talk.database.get(c.argument(0), c.argument(1)));
            case DATABASE_PUT ->
                    result(talk.database.put(c.argument(0), c.argument(1), c.argument(2)) ? 1 : 0);
            case EXEC -> execute(c);
            case GET_DATA -> sounds.getData(c);
            case GET_FULL_VARIABLE -> value(Optional.of(talk.variables.expand(c.argument(0))));
            case GET_OPTION -> sounds.getOption(c);
            case GET_VARIABLE -> value(talk.variables.get(c.argument(0)));
            case HANGUP -> hangUp(c.argument(0));
            case ASYNCAGI_BREAK, NOOP, SET_CONTEXT, SET_PRIORITY -> result(0);
            case CONTROL_STREAM_FILE -> sounds.control(c);
            case RECEIVE_CHAR, RECEIVE_TEXT, SEND_IMAGE, SEND_TEXT, TDD_MODE -> textless(c.verb());
            case SAY_ALPHA,
                    SAY_DATE,
                    SAY_DATETIME,
                    SAY_DIGITS,
                    SAY_NUMBER,
                    SAY_PHONETIC,
                    SAY_TIME ->
                    result(sounds.say(spoken(c), c.argument(1)));
            case SET_AUTOHANGUP -> {
                talk.limit.set(Duration.ofSeconds(c.number(0, 0)));
                yield result(0);
            }
            case SET_MUSIC -> {
                sounds.music(
                        c.argument(0).equalsIgnoreCase("on"),
                        c.argument(1).isEmpty() ? "default" : c.argument(1));
                yield result(0);
            }
            case SET_CALLERID -> {
                talk.variables.setCaller(String.join(" ", c.arguments()));
                yield result(1);
            }
            case SET_EXTENSION -> {
                talk.variables.set("EXTEN", c.argument(0));
                yield result(0);
            }
            case SET_VARIABLE -> result(talk.variables.set(c.argument(0), c.argument(1)) ? 1 : 0);
            case STREAM_FILE -> sounds.stream(c);
            case VERBOSE -> verbose(c.argument(0));
            case WAIT_FOR_DIGIT -> sounds.waitForDigit(c);
        };
    }

    private List<String> spoken(AgiCommand c) {
        var what = c.argument(0);
        return switch (c.verb()) {
            case SAY_ALPHA -> AgiSpeech.letters(what);
            case SAY_DATE -> AgiSpeech.date(time(c), AgiSpeech.zone(""));
            case SAY_DATETIME ->
                    AgiSpeech.dateAndTime(time(c), AgiSpeech.zone(c.argument(3)), c.argument(2));
            case SAY_NUMBER -> AgiSpeech.number(c.number(0, 0));
            case SAY_PHONETIC -> AgiSpeech.phonetic(what);
            case SAY_TIME -> AgiSpeech.time(time(c), AgiSpeech.zone(""));
            default -> AgiSpeech.digits(what);
        };
    }

    private static Instant time(AgiCommand c) {
        return c.argument(0).matches("\\d{1,11}")
                ? Instant.ofEpochSecond(Long.parseLong(c.argument(0)))
                : Instant.EPOCH;
    }

    /// Calls here carry no text and no pictures of this kind, as most of Asterisk's channels.
    private static String textless(AgiVerb verb) {
        return switch (verb) {
            case RECEIVE_CHAR -> "200 result=0 (timeout)";
            case RECEIVE_TEXT -> result(-1);
            default -> result(0);
        };
    }

    static String result(int result) {
        return "200 result=" + result;
    }

    private static String value(Optional<String> value) {
        return value.map(v -> "200 result=1 (" + v + ")").orElse(result(0));
    }

    /// Whether the caller is answered.
    boolean answerCall() throws InterruptedException {
        if (talk.answered) {
            return true;
        }
        talk.call.answer();
        return talk.waitFor(() -> talk.answered, ANSWERS_WITHIN);
    }

    private int status(String channel) {
        if (!channel.isEmpty() && !channel.equals(talk.variables.value("CHANNEL"))) {
            return -1;
        }
        return talk.answered ? UP : RINGS;
    }

    private String hangUp(String channel) {
        if (!channel.isEmpty() && !channel.equals(talk.variables.value("CHANNEL"))) {
            return result(-1);
        }
        refuse(Optional.empty());
        return result(1);
    }

    /// Ends the call, with the cause that the script has set if it names none.
    void refuse(Optional<Integer> cause) {
        var set =
                talk.variables
                        .get("PRI_CAUSE")
                        .or(() -> talk.variables.get("HANGUPCAUSE"))
                        .filter(v -> v.matches("\\d{1,3}"))
                        .map(Integer::valueOf);
        talk.refuse(
                cause.or(() -> set)
                        .filter(c -> c >= 1 && c <= 127)
                        .orElse(talk.answered ? AgiConversation.NORMAL : REJECTED));
    }

    String verbose(String text) {
        LOGGER.atInfo()
                .addKeyValue("event", "agi.verbose")
                .addKeyValue("call", talk.call.id())
                .addKeyValue("service", talk.config.name())
                .addKeyValue("text", AgiVariables.oneLine(text))
                .log("a script says something");
        return result(1);
    }

    private String execute(AgiCommand c) throws InterruptedException {
        var options = c.arguments().stream().skip(1).collect(Collectors.joining(","));
        return result(applications.execute(c.argument(0), talk.variables.expand(options)));
    }

    boolean isDialling() {
        return applications.isDialling();
    }

    Advice advice(DialString dial) {
        return applications.advice(dial);
    }
}
