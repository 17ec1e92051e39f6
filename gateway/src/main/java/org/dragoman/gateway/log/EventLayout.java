package org.dragoman.gateway.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
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

    private static final DateTimeFormatter TIME = DateTimeFormatter.ISO_INSTANT;

    @Override
    public String doLayout(ILoggingEvent event) {
        boolean masked = event.getLevel().isGreaterOrEqual(Level.INFO);
        var line = new StringBuilder(160);
        line.append(time(event.getInstant())).append(' ').append(event.getLevel());
        var pairs = event.getKeyValuePairs() == null ? NONE : event.getKeyValuePairs();
        pairs.stream().filter(p -> p.key.equals("call")).forEach(p -> append(line, p, masked));
        pairs.stream().filter(p -> !p.key.equals("call")).forEach(p -> append(line, p, masked));
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

    private static String time(Instant at) {
        var millis = at.truncatedTo(ChronoUnit.MILLIS);
        var text = TIME.format(millis);
        // whole seconds come without a fraction; columns are easier to read
        return text.length() == "2026-01-01T00:00:00Z".length()
                ? text.substring(0, text.length() - 1) + ".000Z"
                : text;
    }

    private static void append(StringBuilder line, KeyValuePair pair, boolean masked) {
        var value = written(pair, masked);
        line.append(' ').append(pair.key).append('=');
        if (value.isEmpty() || value.chars().anyMatch(c -> c == ' ' || c == '"' || c == '=')) {
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
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7f)
                ? text.replaceAll("[\\x00-\\x1f\\x7f]", " ")
                : text;
    }
}
