package org.dragoman.gateway.agi;

import static org.dragoman.gateway.agi.AgiCommands.result;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;

/// What a script plays to the caller, and the digits it wants.
///
/// - Source: Asterisk 22, res_agi.c handle_streamfile, handle_getdata, handle_getoption.
final class AgiSounds {
    private static final int SAMPLES_PER_MILLI = 8; // positions are told in samples of 8 kHz
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration DATA = Duration.ofSeconds(6); // Asterisk: rtimeout, then dtimeout
    private static final Duration OPTION = Duration.ofSeconds(5);
    private static final int MOST_DIGITS = 64;
    private static final int GONE = -1;

    /// Of Asterisk's indications.conf, those that the gateway makes itself.
    private static final Map<String, Tone> TONES =
            Map.of(
                    "ring",
                    Tone.RINGBACK,
                    "busy",
                    Tone.BUSY,
                    "congestion",
                    Tone.CONGESTION,
                    "info",
                    Tone.SPECIAL_INFORMATION);

    private final AgiConversation talk;

    AgiSounds(AgiConversation talk) {
        this.talk = talk;
    }

    /// What came of playing a file.
    ///
    /// - {@code digit}: the one that ended it, or 0; -1 where the call is over.
    record Heard(int digit, long samples) {
        String answer() {
            return result(digit) + " endpos=" + samples;
        }
    }

    String stream(AgiCommand c) throws InterruptedException {
        return play(c.argument(0), c.argument(1)).answer();
    }

    /// Plays a file until it is over, or one of these digits is dialled. One that there is not is
    /// over at once, as in Asterisk.
    Heard play(String file, String escape) throws InterruptedException {
        var typed = take(escape);
        if (typed.isPresent()) {
            return new Heard(typed.get(), 0);
        }
        var name = Optional.ofNullable(talk.config.sounds().get(file));
        if (name.isEmpty()) {
            return new Heard(talk.isDead() ? GONE : 0, 0);
        }
        talk.catchUp();
        talk.played = false;
        var begun = talk.now();
        talk.call.play(new Sound.OfFile(name.get()));
        talk.waitFor(() -> talk.played || isTyped(escape), LONGEST);
        var digit = take(escape);
        if (digit.isPresent() && !talk.played) {
            talk.call.stopSound();
        }
        return new Heard(digit.orElse(talk.isDead() ? GONE : 0), samplesSince(begun));
    }

    private long samplesSince(Instant begun) {
        return Duration.between(begun, talk.now()).toMillis() * SAMPLES_PER_MILLI;
    }

    private boolean isTyped(String wanted) {
        return talk.digits.stream().anyMatch(d -> wanted.indexOf(d) >= 0);
    }

    /// The first of these digits that was dialled; those before it are not wanted.
    private Optional<Integer> take(String wanted) {
        while (!talk.digits.isEmpty()) {
            char digit = talk.digits.poll();
            if (wanted.indexOf(digit) >= 0) {
                return Optional.of((int) digit);
            }
        }
        return Optional.empty();
    }

    String waitForDigit(AgiCommand c) throws InterruptedException {
        int millis = c.number(0, -1);
        var atMost = millis < 0 ? LONGEST : Duration.ofMillis(millis);
        boolean typed = talk.waitFor(() -> !talk.digits.isEmpty(), atMost);
        return result(typed ? talk.digits.poll() : talk.isDead() ? GONE : 0);
    }

    /// Digits up to {@code #}, to the most that are wanted, or to a pause.
    String getData(AgiCommand c) throws InterruptedException {
        var pause = patience(c.number(1, 0), DATA);
        int most = Math.clamp(c.number(2, MOST_DIGITS), 1, MOST_DIGITS);
        playUntilTyped(c.argument(0));
        var got = collect(pause, most);
        if (got.timeout()) {
            return talk.isDead() ? result(GONE) : "200 result=" + got.digits() + " (timeout)";
        }
        return "200 result=" + got.digits();
    }

    private record Collected(String digits, boolean timeout) {}

    private Collected collect(Duration pause, int most) throws InterruptedException {
        var got = new StringBuilder();
        while (got.length() < most) {
            if (!talk.waitFor(() -> !talk.digits.isEmpty(), pause)) {
                return new Collected(got.toString(), true);
            }
            char digit = talk.digits.poll();
            if (digit == '#') {
                break;
            }
            got.append(digit);
        }
        return new Collected(got.toString(), false);
    }

    private void playUntilTyped(String file) throws InterruptedException {
        var name = Optional.ofNullable(talk.config.sounds().get(file));
        if (name.isEmpty() || !talk.digits.isEmpty()) {
            return;
        }
        talk.catchUp();
        talk.played = false;
        talk.call.play(new Sound.OfFile(name.get()));
        talk.waitFor(() -> talk.played || !talk.digits.isEmpty(), LONGEST);
        if (!talk.played) {
            talk.call.stopSound();
        }
    }

    String getOption(AgiCommand c) throws InterruptedException {
        var heard = play(c.argument(0), c.argument(1));
        if (heard.digit() != 0) {
            return heard.answer();
        }
        var escape = c.argument(1);
        talk.waitFor(() -> isTyped(escape), patience(c.number(2, 0), OPTION));
        int digit = take(escape).orElse(talk.isDead() ? GONE : 0);
        return new Heard(digit, heard.samples()).answer();
    }

    private static Duration patience(int millis, Duration otherwise) {
        return millis <= 0 ? otherwise : Duration.ofMillis(Math.min(millis, LONGEST.toMillis()));
    }

    /// Plays one file after the other, until one of these digits is dialled.
    int say(List<String> files, String escape) throws InterruptedException {
        for (var file : files) {
            var heard = play(file, escape);
            if (heard.digit() != 0) {
                return heard.digit();
            }
        }
        return talk.isDead() ? GONE : 0;
    }

    /// A file as {@link #stream}; the digits that would wind it or make it pause do nothing.
    String control(AgiCommand c) throws InterruptedException {
        var heard = play(c.argument(0), c.argument(1));
        var known = talk.config.sounds().containsKey(c.argument(0));
        talk.variables.set(
                "CPLAYBACKSTATUS",
                !known ? "ERROR" : heard.digit() > 0 ? "USERSTOPPED" : "SUCCESS");
        talk.variables.set("CPLAYBACKOFFSET", Long.toString(heard.samples() / SAMPLES_PER_MILLI));
        return heard.answer();
    }

    /// Digits into a variable: the application Read.
    ///
    /// - {@code arguments}: variable, file, most digits, options, attempts, seconds.
    void read(List<String> arguments) throws InterruptedException {
        int most = number(arguments, 2, MOST_DIGITS);
        int attempts = Math.clamp(number(arguments, 4, 1), 1, 10);
        int seconds = number(arguments, 5, 0);
        var got = "";
        for (int i = 0; i < attempts && got.isEmpty() && !talk.isDead(); i++) {
            playUntilTyped(arguments.size() > 1 ? arguments.get(1) : "");
            got = collect(patience(seconds * 1_000, DATA), most).digits();
        }
        talk.variables.set(arguments.getFirst(), got);
        talk.variables.set(
                "READSTATUS", talk.isDead() ? "HANGUP" : got.isEmpty() ? "TIMEOUT" : "OK");
    }

    private static int number(List<String> arguments, int index, int otherwise) {
        return index < arguments.size() && arguments.get(index).matches("[1-9]\\d{0,3}")
                ? Integer.parseInt(arguments.get(index))
                : otherwise;
    }

    /// Music of a class while the script does other things, or no more of it; the file {@code
    /// moh/CLASS} where there is one.
    void music(boolean on, String name) {
        var file = Optional.ofNullable(talk.config.sounds().get("moh/" + name));
        if (!on) {
            talk.call.stopSound();
        } else {
            file.ifPresent(f -> talk.call.play(new Sound.Music(f)));
        }
    }

    /// One of the gateway's own tones until it is stopped: the application PlayTones.
    ///
    /// - Returns: whether there is such a tone.
    boolean tone(String name) {
        var tone = Optional.ofNullable(TONES.get(name.strip().toLowerCase(Locale.ROOT)));
        tone.ifPresent(t -> talk.call.play(new Sound.OfTone(t)));
        return tone.isPresent();
    }
}
