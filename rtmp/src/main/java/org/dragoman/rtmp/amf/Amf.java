package org.dragoman.rtmp.amf;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// A value of the Action Message Format, of either version. What both versions write in several
/// ways (long strings, XML, integers) is one value here.
public sealed interface Amf {
    record Number(double value) implements Amf {}

    record Flag(boolean value) implements Amf {}

    /// A string, or an XML document.
    record Text(String value) implements Amf {}

    enum Absent implements Amf {
        NULL,
        UNDEFINED
    }

    /// An object.
    ///
    /// - {@code className}: empty where it has none.
    /// - {@code members}: in the order of the wire.
    record Fields(String className, Map<String, Amf> members) implements Amf {
        public Fields {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    /// An array with names instead of numbers (ECMA array): stream metadata comes as one.
    record Table(Map<String, Amf> members) implements Amf {
        public Table {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }
    }

    record Items(List<Amf> items) implements Amf {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// A date: milliseconds since 1970, UTC.
    record Moment(double millis) implements Amf {}

    /// Bytes as they are; AMF 3 alone has them.
    record Octets(byte[] bytes) implements Amf {
        public Octets {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Octets(byte[] others) && Arrays.equals(bytes, others);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    static Amf of(String text) {
        return new Text(text);
    }

    static Amf of(double number) {
        return new Number(number);
    }

    static Amf of(boolean flag) {
        return new Flag(flag);
    }

    /// An object of these members: names and values by turns.
    static Fields fields(Object... namesAndValues) {
        var members = new LinkedHashMap<String, Amf>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], of(namesAndValues[i + 1]));
        }
        return new Fields("", members);
    }

    /// Whatever Java has for it: text, number, flag, or a value of this kind already.
    private static Amf of(Object value) {
        return switch (Objects.requireNonNull(value)) {
            case Amf amf -> amf;
            case String text -> of(text);
            case java.lang.Number number -> of(number.doubleValue());
            case Boolean flag -> of(flag.booleanValue());
            case Object other ->
                    throw new IllegalArgumentException("no value of AMF: " + other.getClass());
        };
    }

    /// The text of a string; also of a number, as ActionScript would write it: clients mix
    /// them.
    default Optional<String> text() {
        return switch (this) {
            case Text(String value) -> Optional.of(value);
            case Number(double value) when value == Math.rint(value) && Math.abs(value) < 1e15 ->
                    Optional.of(Long.toString((long) value));
            case Number(double value) -> Optional.of(Double.toString(value));
            case Flag(boolean value) -> Optional.of(Boolean.toString(value));
            case Absent _, Fields _, Table _, Items _, Moment _, Octets _ -> Optional.empty();
        };
    }

    /// The number; also of a string that is one.
    default Optional<Double> number() {
        return switch (this) {
            case Number(double value) -> Optional.of(value);
            case Text(String value) -> parsed(value);
            case Flag _, Absent _, Fields _, Table _, Items _, Moment _, Octets _ ->
                    Optional.empty();
        };
    }

    /// The members of an object or of an array with names; none of anything else.
    default Map<String, Amf> named() {
        return switch (this) {
            case Fields(_, var members) -> members;
            case Table(var members) -> members;
            case Number _, Flag _, Text _, Absent _, Items _, Moment _, Octets _ -> Map.of();
        };
    }

    private static Optional<Double> parsed(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException notOne) {
            return Optional.empty();
        }
    }
}
