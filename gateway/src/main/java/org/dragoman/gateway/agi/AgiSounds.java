package org.dragoman.gateway.agi;

import static org.dragoman.gateway.agi.AgiCommands.result;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.core.media.Sound;

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
        var got = new StringBuilder();
        while (got.length() < most) {
            if (!talk.waitFor(() -> !talk.digits.isEmpty(), pause)) {
                return talk.isDead() ? result(GONE) : "200 result=" + got + " (timeout)";
            }
            char digit = talk.digits.poll();
            if (digit == '#') {
                break;
            }
            got.append(digit);
        }
        return "200 result=" + got;
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

    /// Plays {@code digits/N} for each.
    String sayDigits(AgiCommand c) throws InterruptedException {
        for (char digit : c.argument(0).toCharArray()) {
            var file =
                    switch (digit) {
                        case '*' -> "digits/star";
                        case '#' -> "digits/pound";
                        case '-' -> "digits/minus";
                        default -> "digits/" + digit; // what is none has no file
                    };
            var heard = play(file, c.argument(1));
            if (heard.digit() != 0) {
                return result(heard.digit());
            }
        }
        return result(0);
    }
}
