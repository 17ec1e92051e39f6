package org.dragoman.gateway.agi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The files that say numbers, letters and times, by the names that Asterisk's English prompts
/// have. What cannot be said has no file.
///
/// - Source: Asterisk 22, main/say.c, the functions for en.
final class AgiSpeech {
    private static final long MOST = 999_999_999; // more has no word there
    private static final String USUAL = "ABdY 'digits/at' IMp";
    private static final int NOON = 12;

    private AgiSpeech() {}

    private static String digit(long number) {
        return "digits/" + number;
    }

    static List<String> digits(String text) {
        return text.chars()
                .mapToObj(
                        c ->
                                switch (c) {
                                    case '*' -> "digits/star";
                                    case '#' -> "digits/pound";
                                    case '-' -> "digits/minus";
                                    default -> "digits/" + (char) c;
                                })
                .toList();
    }

    static List<String> letters(String text) {
        return spelt(text, "letters/%s");
    }

    static List<String> phonetic(String text) {
        return spelt(text, "phonetic/%s_p");
    }

    private static List<String> spelt(String text, String letter) {
        return text.toLowerCase(Locale.ROOT)
                .chars()
                .mapToObj(
                        c ->
                                switch (c) {
                                    case '*' -> "digits/star";
                                    case '#' -> "digits/pound";
                                    case '!' -> "letters/exclaimation-point"; // spelt so there
                                    case '@' -> "letters/at";
                                    case '$' -> "letters/dollar";
                                    case '-' -> "letters/dash";
                                    case '.' -> "letters/dot";
                                    case '=' -> "letters/equals";
                                    case '+' -> "letters/plus";
                                    case '/' -> "letters/slash";
                                    case ' ' -> "letters/space";
                                    default ->
                                            c >= '0' && c <= '9'
                                                    ? digit(c - '0')
                                                    : letter.formatted((char) c);
                                })
                .toList();
    }

    static List<String> number(long number) {
        var files = new ArrayList<String>();
        if (number > MOST || number < -MOST) {
            return files;
        }
        if (number < 0) {
            files.add("digits/minus");
        }
        count(Math.abs(number), files);
        return files;
    }

    private static void count(long number, List<String> files) {
        if (number < 20) {
            files.add(digit(number));
        } else if (number < 100) {
            files.add(digit(number / 10 * 10));
            rest(number % 10, files);
        } else if (number < 1_000) {
            part(number, 100, "hundred", files);
        } else if (number < 1_000_000) {
            part(number, 1_000, "thousand", files);
        } else {
            part(number, 1_000_000, "million", files);
        }
    }

    private static void part(long number, long unit, String word, List<String> files) {
        count(number / unit, files);
        files.add("digits/" + word);
        rest(number % unit, files);
    }

    private static void rest(long number, List<String> files) {
        if (number > 0) {
            count(number, files);
        }
    }

    static List<String> date(Instant at, ZoneId zone) {
        return dateTime(at, zone, "AB") // and the day as a number, not as an ordinal
                .addNumbers(at.atZone(zone).getDayOfMonth(), at.atZone(zone).getYear())
                .files;
    }

    static List<String> time(Instant at, ZoneId zone) {
        return dateTime(at, zone, "IMp").files;
    }

    /// - {@code format}: letters as in Asterisk's voicemail.conf; empty for the usual one.
    static List<String> dateAndTime(Instant at, ZoneId zone, String format) {
        return dateTime(at, zone, format.isEmpty() ? USUAL : format).files;
    }

    /// The zone of this name; that of the machine where there is none.
    static ZoneId zone(String name) {
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneId.systemDefault(); // as Asterisk does
        }
    }

    private static Clock dateTime(Instant at, ZoneId zone, String format) {
        var clock = new Clock(at.atZone(zone));
        for (int i = 0; i < format.length(); i++) {
            if (format.charAt(i) != '\'') {
                clock.say(format.charAt(i));
                continue;
            }
            int end = format.indexOf('\'', i + 1);
            int to = end < 0 ? format.length() : end;
            clock.files.add(format.substring(i + 1, to));
            i = to;
        }
        return clock;
    }

    /// Says parts of a time one after the other.
    private static final class Clock {
        private final ZonedDateTime time;
        private final List<String> files = new ArrayList<>();

        Clock(ZonedDateTime time) {
            this.time = time;
        }

        Clock addNumbers(long... numbers) {
            for (long number : numbers) {
                files.addAll(number(number));
            }
            return this;
        }

        void say(char part) {
            switch (part) {
                case 'A', 'a' -> files.add("digits/day-" + time.getDayOfWeek().getValue() % 7);
                case 'B', 'b', 'h' -> files.add("digits/mon-" + (time.getMonthValue() - 1));
                case 'm' -> ordinal(time.getMonthValue());
                case 'd', 'e' -> ordinal(time.getDayOfMonth());
                case 'Y' -> addNumbers(time.getYear());
                case 'I', 'l' -> files.add(digit((time.getHour() + NOON - 1) % NOON + 1));
                case 'H', 'k' -> addNumbers(time.getHour());
                case 'M' -> minute(time.getMinute());
                case 'S' -> addNumbers(time.getSecond());
                case 'P', 'p' -> files.add(time.getHour() < NOON ? "digits/a-m" : "digits/p-m");
                case 'R' -> "HM".chars().forEach(c -> say((char) c));
                case 'T' -> "HMS".chars().forEach(c -> say((char) c));
                default -> {} // a space, or a letter that says nothing here
            }
        }

        private void minute(int minute) {
            if (minute == 0) {
                files.add("digits/oclock");
                return;
            }
            if (minute < 10) {
                files.add("digits/oh");
            }
            addNumbers(minute);
        }

        private void ordinal(int number) {
            boolean whole = number <= 20 || number % 10 == 0;
            if (!whole) {
                files.add(digit(number / 10 * 10));
            }
            files.add("digits/h-" + (whole ? number : number % 10));
        }
    }
}
