package org.dragoman.h323;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Elements;
import org.dragoman.core.call.Elements.Element;
import org.dragoman.core.call.Extras;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.Unrecognized;
import org.dragoman.h323.q931.InformationElement.UserUser;
import org.dragoman.h323.q931.Q931Codec;
import org.dragoman.h323.q931.Q931Message;
import org.dragoman.rules.ElementTable;
import org.dragoman.rules.ElementTable.Entry;
import org.dragoman.rules.ElementTable.Form;

/// The information elements that rules may speak of, out of a Setup and into one. What users say to
/// one another stands in user-data of the User-user element (H.225.0 §7.2.2), whose content is
/// H.225.0's own.
record SetupElements(ElementTable table) {
    private static final int USER_USER = 0x7E; // Q.931 Table 4-3
    private static final String HEX = ";encoding=hex"; // RFC 7433 §4.1

    // --- out of a Setup

    /// What a rule may send on, to H.323 and to SIP.
    Extras received(Q931Message setup, UserInformation info) {
        var elements = Elements.NONE;
        for (var element : setup.elements()) {
            var entry = table.ofCode(element.code()).filter(_ -> isReadable(element));
            if (entry.isPresent()) {
                var content = Q931Codec.content(element);
                if (content.length() > 0) {
                    elements =
                            elements.withReceived(
                                    entry.get().name(), written(entry.get(), content));
                }
            }
        }
        var user = table.ofCode(USER_USER);
        if (user.isEmpty() || info.userData().isEmpty()) {
            return Extras.NONE.withElements(elements);
        }
        var said = info.userData().get().toHex();
        var extras = Extras.NONE.withElements(elements.withReceived(user.get().name(), said));
        return user.get().sip().map(h -> extras.withReceived(h, said + HEX)).orElse(extras);
    }

    private static boolean isReadable(InformationElement element) {
        return !(element instanceof UserUser)
                && !(element instanceof Unrecognized u && u.codeset() != 0);
    }

    private static String written(Entry entry, Octets content) {
        return entry.form() == Form.HEX
                ? content.toHex()
                : new String(content.toByteArray(), ISO_8859_1);
    }

    // --- into a Setup

    /// What the gateway says by itself, with what the rules have made of it.
    List<InformationElement> sent(List<InformationElement> own, CallRequest request) {
        var elements = request.extras().elements();
        var codes = new HashSet<Integer>();
        elements.dropped().forEach(name -> table.of(name).map(Entry::code).ifPresent(codes::add));
        var put = new ArrayList<InformationElement>();
        for (var element : elements.sent()) {
            var entry = table.of(element.name()).filter(e -> maySay(e, element, request));
            if (entry.isPresent() && entry.get().code() != USER_USER) {
                codes.add(entry.get().code());
                put.add(
                        new Unrecognized(
                                0, entry.get().code(), octets(entry.get(), element.value())));
            }
        }
        var all = new ArrayList<>(own);
        all.removeIf(e -> codes.contains(e.code()));
        all.addAll(put);
        return all;
    }

    /// What was kept of a caller that does not want to be known stays here.
    private static boolean maySay(Entry entry, Element element, CallRequest request) {
        boolean kept = request.extras().elements().received().contains(element);
        return !(kept && entry.namesCaller() && request.from().isRestricted());
    }

    private static Octets octets(Entry entry, String value) {
        return entry.form() == Form.HEX
                ? Octets.parseHex(value)
                : Octets.of(value.getBytes(ISO_8859_1));
    }

    /// What a user says to the other.
    Optional<Octets> userData(CallRequest request) {
        return table.ofCode(USER_USER)
                .flatMap(
                        entry ->
                                request.extras().elements().sent().stream()
                                        .filter(e -> e.name().equals(entry.name()))
                                        .findFirst())
                .map(e -> Octets.parseHex(e.value()))
                .filter(o -> o.length() >= 2); // a discriminator, and something
    }
}
