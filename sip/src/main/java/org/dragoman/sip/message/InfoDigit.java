package org.dragoman.sip.message;

import java.time.Duration;
import java.util.Optional;

/// A digit in an INFO request.
///
/// - {@code digit}: 0–9, A–D, *, # or ! (hook flash).
/// - Source: no standard; {@code application/dtmf-relay} as Cisco gateways defined it
///   ({@code Signal=5}, {@code Duration=160}), {@code application/dtmf} with the bare digit.
public record InfoDigit(char digit, Duration held) {
    public static final String RELAY = "application/dtmf-relay";
    public static final String PLAIN = "application/dtmf";
    private static final Duration USUAL = Duration.ofMillis(250);
    private static final int LONGEST = 60_000; // milliseconds

    /// Reads a body of either type; nothing when there is no digit in it.
    public static Optional<InfoDigit> of(Body body) {
        return switch (body.mediaType()) {
            case RELAY -> relay(body.text());
            case PLAIN -> digit(body.text().strip()).map(d -> new InfoDigit(d, USUAL));
            default -> Optional.empty();
        };
    }

    private static Optional<InfoDigit> relay(String text) {
        var signal = Optional.<Character>empty();
        var held = USUAL;
        for (var line : text.split("\r\n|\n|\r", 10)) {
            int equals = line.indexOf('=');
            if (equals < 0) {
                continue;
            }
            var name = line.substring(0, equals).strip();
            var value = line.substring(equals + 1).strip();
            if (name.equalsIgnoreCase("Signal") && signal.isEmpty()) {
                signal = digit(value);
            } else if (name.equalsIgnoreCase("Duration") && value.matches("[0-9]{1,6}")) {
                held = Duration.ofMillis(Math.clamp(Integer.parseInt(value), 1, LONGEST));
            }
        }
        var length = held;
        return signal.map(d -> new InfoDigit(d, length));
    }

    // 10 to 16 are the event codes of RFC 4733 §3.2, which some write instead of the key
    private static Optional<Character> digit(String value) {
        return switch (value) {
            case "10" -> Optional.of('*');
            case "11" -> Optional.of('#');
            case "12", "13", "14", "15" -> Optional.of((char) ('A' + Integer.parseInt(value) - 12));
            case "16", "flash" -> Optional.of('!');
            default ->
                    value.length() == 1 && "0123456789ABCDabcd*#!".contains(value)
                            ? Optional.of(Character.toUpperCase(value.charAt(0)))
                            : Optional.empty();
        };
    }

    public Body relay() {
        var signal = digit == '!' ? "flash" : Character.toString(digit);
        return new Body(RELAY, "Signal=" + signal + "\r\nDuration=" + held.toMillis() + "\r\n");
    }

    public Body plain() {
        return new Body(PLAIN, digit == '!' ? "16" : Character.toString(digit));
    }
}
