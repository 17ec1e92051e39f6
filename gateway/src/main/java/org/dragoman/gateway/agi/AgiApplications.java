package org.dragoman.gateway.agi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.core.call.Cause;
import org.dragoman.core.route.Advice;

/// The applications of Asterisk's dialplan that a script may have executed.
final class AgiApplications {
    private static final int DONE = 0;
    private static final int HUNG_UP = -1;
    private static final int NO_SUCH = -2; // Asterisk 22, res_agi.c handle_exec
    private static final int BUSY = 17;
    private static final int CONGESTION = 34;
    private static final int NO_ROUTE = 3;
    private static final Set<String> AFTER_THE_CALL =
            Set.of("noop", "set", "mset", "verbose", "log", "nocdr", "resetcdr", "setcdruserfield");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration FOREVER = Duration.ofDays(365);

    private final AgiConversation talk;
    private final AgiCommands commands;
    private final AgiSounds sounds;
    private boolean dialling;

    AgiApplications(AgiConversation talk, AgiCommands commands, AgiSounds sounds) {
        this.talk = talk;
        this.commands = commands;
        this.sounds = sounds;
    }

    boolean isDialling() {
        return dialling;
    }

    int execute(String application, String options) throws InterruptedException {
        var name = application.toLowerCase(Locale.ROOT);
        if (talk.isDead()) {
            return AFTER_THE_CALL.contains(name) ? simple(name, options) : HUNG_UP;
        }
        return switch (name) {
            case "dial" -> dial(options);
            case "answer" -> commands.answerCall() ? DONE : HUNG_UP;
            case "hangup" -> refuse(number(options));
            case "busy" -> refuse(Optional.of(BUSY));
            case "congestion" -> refuse(Optional.of(CONGESTION));
            case "playback", "background" -> play(options);
            case "wait" -> pause(options);
            case "saydigits" -> say(AgiSpeech.digits(options.strip()));
            case "saynumber" -> say(spoken(options.split("[,|]", 2)[0]));
            case "sayalpha" -> say(AgiSpeech.letters(options.strip()));
            case "sayphonetic" -> say(AgiSpeech.phonetic(options.strip()));
            case "read" -> read(options);
            case "playtones" -> sounds.tone(options) ? DONE : HUNG_UP;
            case "stopplaytones" -> {
                talk.call.stopSound();
                yield DONE;
            }
            default -> simple(name, options); // unknown ones are told there
        };
    }

    private int simple(String name, String options) {
        return switch (name) {
            case "noop", "ringing", "progress", "proceeding" -> DONE;
            case "nocdr", "resetcdr", "setamaflags", "setcdruserfield" -> DONE; // of its records
            case "verbose", "log" -> {
                commands.verbose(options.replaceFirst("^[A-Za-z0-9]+,", ""));
                yield DONE;
            }
            case "set" -> set(options) ? DONE : HUNG_UP;
            case "mset" -> Stream.of(options.split(",")).allMatch(this::set) ? DONE : HUNG_UP;
            default -> NO_SUCH;
        };
    }

    private boolean set(String assignment) {
        int equals = assignment.indexOf('=');
        return equals > 0
                && talk.variables.set(
                        assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private int say(List<String> files) throws InterruptedException {
        return sounds.say(files, "") < 0 ? HUNG_UP : DONE;
    }

    private static List<String> spoken(String text) {
        return text.strip().matches("-?\\d{1,9}")
                ? AgiSpeech.number(Long.parseLong(text.strip()))
                : List.of();
    }

    private int read(String options) throws InterruptedException {
        sounds.read(List.of(options.split("[,|]", -1)));
        return talk.isDead() ? HUNG_UP : DONE;
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text.strip()).filter(t -> t.matches("\\d{1,3}")).map(Integer::valueOf);
    }

    private int refuse(Optional<Integer> cause) {
        commands.refuse(cause);
        return HUNG_UP;
    }

    private int play(String options) throws InterruptedException {
        for (var file : options.split("[,|]", 2)[0].split("&")) {
            if (sounds.play(file.strip(), "").digit() < 0) {
                return HUNG_UP;
            }
        }
        return DONE;
    }

    private int pause(String options) throws InterruptedException {
        var seconds = options.strip();
        if (seconds.matches("\\d{1,4}(\\.\\d{1,3})?")) {
            var time = Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
            talk.waitFor(() -> false, time.compareTo(LONGEST) < 0 ? time : LONGEST);
        }
        return talk.isDead() ? HUNG_UP : DONE;
    }

    // ---- Dial

    private int dial(String options) throws InterruptedException {
        var dial = DialString.parse(options, talk.call::knows);
        if (dial.isEmpty()) {
            status(statuses(NO_ROUTE), NO_ROUTE);
            return DONE;
        }
        var begun = talk.now();
        dialling = true;
        talk.send(advice(dial.get()), "dials " + AgiVariables.oneLine(options));
        await(dial.get());
        if (talk.failed.isPresent()) {
            dialling = false;
            int cause = talk.failed.map(Cause::q850).orElseThrow();
            status(statuses(cause), cause);
            return DONE;
        }
        times(begun);
        var cause = talk.endedBy.map(Cause::q850).orElse(0);
        status(talk.connected.isPresent() ? "ANSWER" : "CANCEL", cause);
        return HUNG_UP;
    }

    private void await(DialString dial) throws InterruptedException {
        if (dial.ring().isPresent()) {
            var ring = dial.ring().get();
            if (!talk.waitFor(() -> talk.failed.isPresent() || isConnected(), ring)) {
                talk.call.recall();
            }
        }
        talk.waitFor(() -> talk.failed.isPresent(), FOREVER); // or until the call is over
    }

    private boolean isConnected() {
        return talk.connected.isPresent();
    }

    private String statuses(int cause) {
        return talk.statuses.of(cause);
    }

    private void status(String status, int cause) {
        talk.variables.set("DIALSTATUS", status);
        talk.variables.set("HANGUPCAUSE", Integer.toString(cause));
    }

    private void times(Instant begun) {
        var end = talk.ended.orElse(talk.now());
        time("DIALEDTIME", Optional.of(begun), end);
        time("ANSWEREDTIME", talk.connected, end);
    }

    private void time(String name, Optional<Instant> from, Instant to) {
        long millis = from.map(f -> Duration.between(f, to).toMillis()).orElse(0L);
        talk.variables.set(name, from.isPresent() ? Long.toString(millis / 1000) : "");
        talk.variables.set(name + "_MS", from.isPresent() ? Long.toString(millis) : "");
    }

    /// The peers are tried one after the other, whatever the cause.
    Advice advice(DialString dial) {
        var changes = talk.changes();
        return new Advice(
                        dial.rules().map(DialString::digits).or(changes::called),
                        changes.calling(),
                        changes.callerName(),
                        List.copyOf(dial.targets()),
                        Optional.empty(),
                        IntStream.rangeClosed(1, 127).boxed().collect(Collectors.toSet()),
                        Optional.empty())
                .withLongest(talk.limit.atMost(dial.longest()));
    }
}
