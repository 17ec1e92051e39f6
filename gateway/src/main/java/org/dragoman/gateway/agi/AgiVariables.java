package org.dragoman.gateway.agi;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.Dialled;
import org.dragoman.core.route.RouteQuery;

/// The variables of a call that a script reads and sets, those of the call itself among them:
/// {@code CALLERID(num)}, {@code CALLERID(name)}, {@code EXTEN}, {@code UNIQUEID} and so on.
final class AgiVariables {
    private static final int MOST = 256;
    private static final int LONGEST = 4_096; // characters
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{([^{}:]{1,80})(?::(-?\\d{1,4})(?::(-?\\d{1,4}))?)?}");
    private static final Pattern CALLER =
            Pattern.compile("\\s*\"?([^\"<>]*?)\"?\\s*<([^<>]*)>\\s*");

    private final Map<String, String> values = new HashMap<>();
    private final String number;
    private final String caller;
    private final String name;

    AgiVariables(String call, String channel, RouteQuery query) {
        var from = query.request().from();
        number = Dialled.of(query.request().to());
        caller = Dialled.of(from);
        name = from.displayName().map(AgiVariables::oneLine).orElse("");
        values.put("CALLERID(NUM)", oneLine(caller));
        values.put("CALLERID(NAME)", name);
        values.put("CALLERID(DNID)", oneLine(number));
        values.put("EXTEN", oneLine(number));
        values.put("CONTEXT", query.ingress());
        values.put("PRIORITY", "1");
        values.put("UNIQUEID", call);
        values.put("CHANNEL", channel);
        redirecting(query).ifPresent(r -> values.put("CALLERID(RDNIS)", oneLine(Dialled.of(r))));
        query.account().ifPresent(a -> values.put("CHANNEL(ACCOUNTCODE)", a));
    }

    static Optional<Party> redirecting(RouteQuery query) {
        return query.request().redirections().stream().map(r -> r.party()).findFirst();
    }

    /// What peers say must not become lines of its own.
    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    Optional<String> get(String variable) {
        var key = key(variable);
        if (key.equals("CALLERID(ALL)")) {
            return Optional.of(
                    "\"" + value("CALLERID(NAME)") + "\" <" + value("CALLERID(NUM)") + ">");
        }
        return Optional.ofNullable(values.get(key));
    }

    String value(String variable) {
        return get(variable).orElse("");
    }

    /// Whether it could be set.
    boolean set(String variable, String value) {
        var key = key(variable);
        if (key.equals("CALLERID(ALL)")) {
            setCaller(value);
            return true;
        }
        boolean room = values.size() < MOST || values.containsKey(key);
        if (!room || key.length() > LONGEST || value.length() > LONGEST) {
            return false;
        }
        values.put(key, oneLine(value));
        return true;
    }

    /// {@code "Anna" <100>}, or a number.
    void setCaller(String text) {
        var both = CALLER.matcher(text);
        if (both.matches()) {
            set("CALLERID(NAME)", both.group(1));
            set("CALLERID(NUM)", both.group(2));
        } else {
            set("CALLERID(NUM)", text);
        }
    }

    // marks for inheritance by further channels; there are none here
    private static String key(String variable) {
        var name = variable.strip();
        int from = name.startsWith("__") ? 2 : name.startsWith("_") ? 1 : 0;
        var bare = name.substring(from);
        boolean function = bare.indexOf('(') > 0;
        var short_ = bare.equalsIgnoreCase("CALLERID(number)") ? "CALLERID(NUM)" : bare;
        return function ? short_.toUpperCase(Locale.ROOT) : short_;
    }

    /// A text with {@code ${NAME}}, {@code ${NAME:offset}} and {@code ${NAME:offset:length}} in it
    /// replaced; what is not set is empty.
    String expand(String text) {
        var m = REFERENCE.matcher(text);
        var out = new StringBuilder();
        while (m.find()) {
            m.appendReplacement(out, Matcher.quoteReplacement(part(m)));
        }
        m.appendTail(out);
        return out.toString();
    }

    private String part(Matcher m) {
        var whole = value(m.group(1));
        int offset = m.group(2) == null ? 0 : Integer.parseInt(m.group(2));
        int from = within(offset < 0 ? whole.length() + offset : offset, whole);
        if (m.group(3) == null) {
            return whole.substring(from);
        }
        int length = Integer.parseInt(m.group(3));
        int to = within(length < 0 ? whole.length() + length : from + length, whole);
        return whole.substring(from, Math.max(from, to));
    }

    private static int within(int at, String text) {
        return Math.clamp(at, 0, text.length());
    }

    // ---- what differs from the call as it came in

    /// The number that the script wants dialled instead.
    Optional<String> otherNumber() {
        return changed(value("EXTEN"), number);
    }

    Optional<String> otherCaller() {
        return changed(value("CALLERID(NUM)"), caller);
    }

    Optional<String> otherName() {
        return Optional.of(value("CALLERID(NAME)")).filter(n -> !n.equals(name));
    }

    private static Optional<String> changed(String now, String before) {
        return Optional.of(DialString.digits(now))
                .filter(n -> !n.isEmpty() && !n.equals(before))
                .filter(TelephoneNumber::areDigits);
    }
}
