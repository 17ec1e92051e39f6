package org.dragoman.sip.dialog;

import java.util.Locale;
import java.util.Optional;
import org.dragoman.core.call.Elements;
import org.dragoman.core.call.Extras;
import org.dragoman.rules.ElementTable;
import org.dragoman.sip.message.Headers;

/// What an INVITE carries that rules may send on: to SIP as it is, and to H.323 where the table has
/// an information element for it.
final class Carried {
    private Carried() {}

    static Extras by(Headers headers, ElementTable table) {
        var extras = Extras.NONE;
        var elements = Elements.NONE;
        for (var header : headers.all()) {
            extras = extras.withReceived(header.name(), header.value());
            var entry = table.ofHeader(header.name());
            var hex = entry.flatMap(_ -> hex(header.value())).filter(h -> takes(entry, h));
            if (hex.isPresent()) {
                elements = elements.withReceived(entry.get().name(), hex.get());
            }
        }
        return extras.withElements(elements);
    }

    private static boolean takes(Optional<ElementTable.Entry> entry, String hex) {
        return entry.filter(e -> e.takes(hex)).isPresent();
    }

    /// The octets of a User-to-User value; they are in hexadecimal unless it says otherwise
    /// (RFC 7433 §4.1).
    private static Optional<String> hex(String value) {
        var parts = value.split(";");
        for (int i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.startsWith("encoding") && !parameter.endsWith("=hex")) {
                return Optional.empty();
            }
        }
        var octets = parts[0].strip().replace("\"", "");
        return Optional.of(octets.toLowerCase(Locale.ROOT)).filter(ElementTable::isHex);
    }
}
