package org.dragoman.gateway.agi;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.Rewrite;
import org.dragoman.core.route.Then;

/// Whom Asterisk's Dial names, as peers of this gateway: {@code SIP/7495@carrier},
/// {@code SIP/carrier/7495}, {@code H323/carrier}, several with {@code &} between them, then
/// seconds and options after commas (bars in scripts for Asterisk 1.4). What stands before the
/// first slash does not count: peers say themselves what they speak.
///
/// - {@code rules}: the number that the rules behind find a way for: {@code Local/NUMBER@any}.
/// - {@code ring}: how long it rings at most.
/// - {@code longest}: how long they may talk: the options {@code L(milliseconds:…)} and {@code
///   S(seconds)}.
record DialString(
        List<Then.Target> targets,
        Optional<String> rules,
        Optional<Duration> ring,
        Optional<Duration> longest) {
    private static final int MOST = 20; // peers
    private static final int LONGEST = 600; // seconds
    private static final Pattern LIMIT = Pattern.compile("([LS])\\((\\d{1,10})[^)]*\\)");
    private static final int ALL = 40; // digits; no number is longer

    DialString {
        targets = List.copyOf(targets);
    }

    /// - {@code knows}: whether there is a peer of that name.
    /// - Returns: nothing where it names nobody that is known here.
    static Optional<DialString> parse(String text, Predicate<String> knows) {
        var parts = text.split("[,|]", -1);
        var targets = new ArrayList<Then.Target>();
        var rules = Optional.<String>empty();
        for (var one : parts[0].split("&")) {
            var local = local(one);
            if (local.isPresent()) {
                rules = local;
            } else if (targets.size() < MOST) {
                target(one, knows).ifPresent(targets::add);
            }
        }
        if (targets.isEmpty() && rules.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new DialString(
                        targets,
                        targets.isEmpty() ? rules : Optional.empty(),
                        parts.length > 1 ? seconds(parts[1].strip()) : Optional.empty(),
                        parts.length > 2 ? longest(parts[2]) : Optional.empty()));
    }

    private static Optional<Duration> longest(String options) {
        var shortest = Optional.<Duration>empty();
        var found = LIMIT.matcher(options);
        while (found.find()) {
            long number = Long.parseLong(found.group(2));
            var limit =
                    found.group(1).equals("L")
                            ? Duration.ofMillis(number)
                            : Duration.ofSeconds(number);
            if (number > 0 && shortest.filter(s -> s.compareTo(limit) <= 0).isEmpty()) {
                shortest = Optional.of(limit);
            }
        }
        return shortest;
    }

    private static Optional<Duration> seconds(String text) {
        return Optional.of(text)
                .filter(t -> t.matches("\\d{1,4}(\\.\\d+)?"))
                .map(t -> Integer.parseInt(t.split("\\.")[0]))
                .filter(s -> s >= 1 && s <= LONGEST)
                .map(Duration::ofSeconds);
    }

    private static Optional<String> local(String one) {
        var parts = one.strip().split("[/@]");
        return Optional.of(parts)
                .filter(p -> p.length >= 2 && p[0].equalsIgnoreCase("Local"))
                .map(p -> p[1])
                .filter(DialString::isNumber);
    }

    private static Optional<Then.Target> target(String one, Predicate<String> knows) {
        var dialled = one.strip();
        int slash = dialled.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        var rest = dialled.substring(slash + 1);
        int at = rest.indexOf('@');
        if (at >= 0) {
            return target(rest.substring(at + 1), rest.substring(0, at), knows);
        }
        int further = rest.indexOf('/');
        if (further >= 0) {
            return target(rest.substring(0, further), rest.substring(further + 1), knows);
        }
        return target(rest, "", knows).or(() -> target(Account.TRUNK, rest, knows));
    }

    private static Optional<Then.Target> target(
            String peer, String number, Predicate<String> knows) {
        if (!knows.test(peer) || !number.isEmpty() && !isNumber(number)) {
            return Optional.empty();
        }
        var rewrite = number.isEmpty() ? Rewrite.NONE : Rewrite.NONE.withFront(ALL, digits(number));
        return Optional.of(new Then.Target(peer, rewrite));
    }

    private static boolean isNumber(String text) {
        return !digits(text).isEmpty() && TelephoneNumber.areDigits(digits(text));
    }

    /// Without the plus sign of an international number.
    static String digits(String text) {
        return text.startsWith("+") ? text.substring(1) : text;
    }
}
