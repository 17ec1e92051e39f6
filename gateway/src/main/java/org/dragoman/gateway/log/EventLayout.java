package org.dragoman.gateway.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.LegId;
import org.slf4j.event.KeyValuePair;

/// One line per event: time, level, {@code call} where there is one, the other keys, then the
/// words. From INFO up, every value that could name a person or a machine is masked; DEBUG
/// shows all.
public final class EventLayout extends LayoutBase<ILoggingEvent> {
    /// Keys whose values the gateway itself makes or its operator chose; they stay readable.
    /// {@code listen} is where the gateway itself can be reached, never a peer's address.
    private static final Set<String> OPEN =
            Set.of("call", "leg", "event", "trunk", "cause", "listen");

    private final LogClock clock = new LogClock();

    @Override
    public String doLayout(ILoggingEvent event) {
        boolean masked = event.getLevel().isGreaterOrEqual(Level.INFO);
        var line = new StringBuilder(160);
        clock.append(line, event.getInstant());
        line.append(' ').append(event.getLevel());
        var pairs = event.getKeyValuePairs() == null ? NONE : event.getKeyValuePairs();
        append(line, pairs, true, masked);
        append(line, pairs, false, masked);
        if (event.getLevel().isGreaterOrEqual(Level.WARN) || pairs.isEmpty()) {
            line.append(" from=").append(shortened(event.getLoggerName()));
        }
        var words = singleLine(String.valueOf(event.getFormattedMessage()));
        line.append(" | ").append(masked ? Masking.of(words) : words).append('\n');
        if (event.getThrowableProxy() != null) {
            appendStack(line, event.getThrowableProxy(), masked);
        }
        return line.toString();
    }

    private static final List<KeyValuePair> NONE = List.of();

    /// The call, or all but the call.
    private static void append(
            StringBuilder line, List<KeyValuePair> pairs, boolean call, boolean masked) {
        for (var pair : pairs) {
            if (pair.key.equals("call") == call) {
                append(line, pair, masked);
            }
        }
    }

    private static void append(StringBuilder line, KeyValuePair pair, boolean masked) {
        var value = written(pair, masked);
        line.append(' ').append(pair.key).append('=');
        if (value.isEmpty() || has(value, EventLayout::splitsWords)) {
            line.append('"').append(value.replace('"', '\'')).append('"');
        } else {
            line.append(value);
        }
    }

    private static String written(KeyValuePair pair, boolean masked) {
        return switch (pair.value) {
            case null -> "";
            case Integer n -> n.toString(); // a telephone number never travels as a number
            case Long n -> n.toString();
            case Boolean b -> b.toString();
            case Duration d -> d.toMillis() + "ms";
            case Enum<?> e -> e.name();
            case CallId id -> id.value();
            case LegId id -> Integer.toString(id.index());
            case InetSocketAddress a -> text(pair.key, written(a), masked);
            default -> text(pair.key, pair.value.toString(), masked);
        };
    }

    private static String text(String key, String value, boolean masked) {
        var text = singleLine(value);
        return masked && !OPEN.contains(key) ? Masking.of(text) : text;
    }

    private static String written(InetSocketAddress address) {
        return address.toString().replaceFirst("^/", ""); // no name was looked up
    }

    private static void appendStack(StringBuilder line, IThrowableProxy thrown, boolean masked) {
        ThrowableProxyUtil.asString(thrown)
                .lines()
                .forEach(
                        l -> {
                            boolean frame = l.stripLeading().startsWith("at ");
                            line.append("    ")
                                    .append(masked && !frame ? Masking.of(l) : l)
                                    .append('\n');
                        });
    }

    private static String shortened(String logger) {
        return logger.substring(logger.lastIndexOf('.') + 1);
    }

    /// Control characters a peer sent must not make lines of their own.
    private static String singleLine(String text) {
        return has(text, EventLayout::isControl)
                ? text.replaceAll("[\\x00-\\x1f\\x7f]", " ")
                : text;
    }

    private static boolean splitsWords(int c) {
        return c == ' ' || c == '"' || c == '=';
    }

    private static boolean isControl(int c) {
        return c < ' ' || c == 0x7f;
    }

    private static boolean has(String text, IntPredicate wanted) {
        for (int i = 0; i < text.length(); i++) {
            if (wanted.test(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
