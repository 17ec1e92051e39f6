package org.dragoman.core.route;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Some time of the week, between two dates, in a time zone.
///
/// - {@code written}: as the operator wrote it.
/// - {@code days}: of the week; a window that goes over midnight counts to the day it begins on.
/// - {@code begins}, {@code ends}: of the day; ends before it begins: over midnight; the same: all
///   day.
/// - {@code first}, {@code last}: dates, both of them in.
public record TimeWindow(
        String written,
        Set<DayOfWeek> days,
        LocalTime begins,
        LocalTime ends,
        Optional<LocalDate> first,
        Optional<LocalDate> last,
        ZoneId zone) {
    private static final DateTimeFormatter SHOWN =
            DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss", Locale.ENGLISH);
    private static final List<String> DAYS =
            List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    public TimeWindow {
        days = Set.copyOf(days);
    }

    public boolean holds(Instant at) {
        var local = at.atZone(zone);
        if (!begins.isAfter(ends)) {
            boolean all = begins.equals(ends);
            boolean within =
                    !local.toLocalTime().isBefore(begins) && local.toLocalTime().isBefore(ends);
            return isOn(local) && (all || within);
        }
        return isOn(local) && !local.toLocalTime().isBefore(begins)
                || isOn(local.minusDays(1)) && local.toLocalTime().isBefore(ends);
    }

    private boolean isOn(ZonedDateTime day) {
        var date = day.toLocalDate();
        return days.contains(day.getDayOfWeek())
                && first.filter(date::isBefore).isEmpty()
                && last.filter(date::isAfter).isEmpty();
    }

    /// That moment as the clocks of the zone show it.
    String local(Instant at) {
        return SHOWN.format(at.atZone(zone)) + " " + zone;
    }

    /// Reads words such as {@code mon-fri 09:00-18:00}, {@code sat,sun},
    /// {@code 2026-12-20..2027-01-10 22:00-06:00}; nothing where it is none.
    public static Optional<TimeWindow> parse(String text, ZoneId zone) {
        var days = EnumSet.allOf(DayOfWeek.class);
        var times = List.of(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);
        var dates = new ArrayList<LocalDate>();
        var words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        try {
            for (var word : words) {
                if (word.matches("\\d{4}-.*")) {
                    dates.addAll(dates(word));
                } else if (word.matches("\\d.*")) {
                    times = times(word);
                } else {
                    days.retainAll(days(word));
                }
            }
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty(); // who asks says what is allowed
        }
        boolean right = !days.isEmpty() && dates.size() <= 2;
        return Optional.of(
                        new TimeWindow(
                                text.strip(),
                                days,
                                times.getFirst(),
                                times.getLast(),
                                dates.stream().findFirst(),
                                dates.stream().skip(1).findFirst(),
                                zone))
                .filter(_ -> right);
    }

    private static List<LocalDate> dates(String word) {
        var ends = word.split("\\.\\.", -1);
        if (ends.length > 2) {
            throw new IllegalArgumentException(word);
        }
        var first = LocalDate.parse(ends[0]);
        var last = LocalDate.parse(ends[ends.length - 1]);
        if (last.isBefore(first)) {
            throw new IllegalArgumentException(word);
        }
        return List.of(first, last);
    }

    private static List<LocalTime> times(String word) {
        var ends = word.split("-", -1);
        if (ends.length != 2) {
            throw new IllegalArgumentException(word);
        }
        return List.of(time(ends[0]), time(ends[1]));
    }

    private static LocalTime time(String word) {
        return word.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(word);
    }

    private static Set<DayOfWeek> days(String word) {
        var set = EnumSet.noneOf(DayOfWeek.class);
        for (var part : word.split(",", -1)) {
            var ends = part.split("-", -1);
            int from = DAYS.indexOf(ends[0]);
            int to = DAYS.indexOf(ends[ends.length - 1]);
            if (from < 0 || to < 0 || ends.length > 2) {
                throw new IllegalArgumentException(word);
            }
            for (int day = from; ; day = (day + 1) % DAYS.size()) {
                set.add(DayOfWeek.of(day + 1));
                if (day == to) {
                    break;
                }
            }
        }
        return set;
    }
}
