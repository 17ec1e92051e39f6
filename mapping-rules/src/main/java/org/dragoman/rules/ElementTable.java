package org.dragoman.rules;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Information elements that rules may speak of, by name.
public final class ElementTable {
    private static final int LONGEST =
            132; // octets: a discriminator and user-information of H.225.0
    private static final int DISPLAY = 82; // octets of a text, Q.931 Table 3-15

    /// How an element's contents are written.
    public enum Form {
        TEXT,
        HEX
    }

    /// - {@code code}: the identifier octet.
    /// - {@code mandatory}: a Setup has it in any case.
    /// - {@code namesCaller}: it tells who calls.
    /// - {@code sip}: the header field that carries the same.
    public record Entry(
            String name,
            int code,
            Form form,
            boolean mandatory,
            boolean namesCaller,
            Optional<String> sip,
            Row row) {

        /// Whether the contents can be written so.
        public boolean takes(String value) {
            return switch (form) {
                case TEXT ->
                        value.length() <= DISPLAY
                                && value.chars().allMatch(c -> c >= 0x20 && c < 0x100 && c != 0x7F);
                case HEX -> value.length() <= 2 * LONGEST && isHex(value);
            };
        }
    }

    private final Map<String, Entry> byName;

    ElementTable(Map<String, Entry> byName) {
        this.byName = Map.copyOf(byName);
    }

    /// Whole octets in hexadecimal, at least one.
    public static boolean isHex(String value) {
        return !value.isEmpty()
                && value.length() % 2 == 0
                && value.chars().allMatch(HexFormat::isHexDigit);
    }

    public Optional<Entry> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Optional<Entry> ofCode(int code) {
        return byName.values().stream().filter(e -> e.code() == code).findFirst();
    }

    /// The element that says the same as a header field.
    public Optional<Entry> ofHeader(String header) {
        return byName.values().stream()
                .filter(e -> e.sip().filter(s -> s.equalsIgnoreCase(header)).isPresent())
                .findFirst();
    }

    public List<String> names() {
        return byName.keySet().stream().sorted().toList();
    }

    /// The table as it is written.
    public List<Row> rows() {
        return Rows.written(
                byName.values().stream().map(e -> new Mapped<>(e.name(), e.row())).toList());
    }
}
