package org.dragoman.h323.q931;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.asn1.per.Octets;
import org.dragoman.h323.q931.InformationElement.BearerCapability;
import org.dragoman.h323.q931.InformationElement.CallState;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.InformationElement.Display;
import org.dragoman.h323.q931.InformationElement.FacilityElement;
import org.dragoman.h323.q931.InformationElement.KeypadFacility;
import org.dragoman.h323.q931.InformationElement.NotificationIndicator;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Screen;
import org.dragoman.h323.q931.InformationElement.ProgressIndicator;
import org.dragoman.h323.q931.InformationElement.SendingComplete;
import org.dragoman.h323.q931.InformationElement.Signal;
import org.dragoman.h323.q931.InformationElement.Unrecognized;
import org.dragoman.h323.q931.InformationElement.UserUser;

/// The contents of the elements of codeset 0. What does not have the octets it must have comes
/// out as {@link Unrecognized}: other stacks read past the end there (H34).
final class ElementCodec {
    private static final int EXT = 0x80; // bit 8: last octet of its group, Q.931 §4.5.1

    private ElementCodec() {}

    static InformationElement decode(int code, byte[] content) {
        Optional<? extends InformationElement> read =
                switch (code) {
                    case 0x04 -> Optional.of(new BearerCapability(Octets.of(content)));
                    case 0x08 -> cause(content);
                    case 0x14 -> one(content).map(o -> new CallState(o & 0x3F));
                    case 0x1C -> Optional.of(new FacilityElement(Octets.of(content)));
                    case 0x1E -> progress(content);
                    case 0x27 -> one(content).map(o -> new NotificationIndicator(o & 0x7F));
                    case 0x28 -> Optional.of(new Display(text(content, 0)));
                    case 0x2C -> Optional.of(new KeypadFacility(text(content, 0)));
                    case 0x34 -> one(content).map(Signal::new);
                    default -> number(code, content); // Q.931 Table 4-3; unknown codes end there
                };
        return read.isPresent() ? read.get() : new Unrecognized(0, code, Octets.of(content));
    }

    static void encode(InformationElement element, OctetWriter out) {
        switch (element) {
            case BearerCapability(var content) -> out.octets(content);
            case CauseElement(int location, int value, var diagnostics) -> {
                out.octet(EXT | location);
                out.octet(EXT | value);
                out.octets(diagnostics);
            }
            case CallState(int state) -> out.octet(state);
            case FacilityElement(var content) -> out.octets(content);
            case ProgressIndicator(int location, int description) -> {
                out.octet(EXT | location);
                out.octet(EXT | description);
            }
            case NotificationIndicator(int description) -> out.octet(EXT | description);
            case Display(var text) -> write(text, out);
            case KeypadFacility(var digits) -> write(digits, out);
            case Signal(int value) -> out.octet(value);
            case PartyNumber n -> encodeNumber(n, out);
            case Unrecognized(int _, int _, var content) -> out.octets(content);
            case SendingComplete _, UserUser _ ->
                    throw new IllegalStateException("has a shape of its own");
        }
    }

    private static void encodeNumber(PartyNumber n, OctetWriter out) {
        int first = n.type() << 4 | n.plan();
        if (n.screen().isEmpty()) {
            out.octet(EXT | first);
        } else {
            var screen = n.screen().get();
            int second = screen.presentation() << 5 | screen.screening();
            out.octet(first);
            out.octet(n.reason().isPresent() ? second : EXT | second);
            n.reason().ifPresent(r -> out.octet(EXT | r));
        }
        write(n.digits(), out);
    }

    private static Optional<CauseElement> cause(byte[] content) {
        if (content.length < 2) {
            return Optional.empty();
        }
        int at = (content[0] & EXT) == 0 ? 2 : 1; // octet 3a: the Recommendation
        if (content.length <= at) {
            return Optional.empty();
        }
        var rest = new byte[content.length - at - 1];
        System.arraycopy(content, at + 1, rest, 0, rest.length);
        return Optional.of(
                new CauseElement(content[0] & 0x0F, content[at] & 0x7F, Octets.of(rest)));
    }

    private static Optional<ProgressIndicator> progress(byte[] content) {
        return content.length < 2
                ? Optional.empty()
                : Optional.of(new ProgressIndicator(content[0] & 0x0F, content[1] & 0x7F));
    }

    private static Optional<PartyNumber> number(int code, byte[] content) {
        for (var role : Role.values()) {
            if (role.code() == code) {
                return number(role, content);
            }
        }
        return Optional.empty();
    }

    private static Optional<PartyNumber> number(Role role, byte[] content) {
        if (content.length == 0) {
            return Optional.empty();
        }
        int type = content[0] >> 4 & 0x07;
        int plan = content[0] & 0x0F;
        int at = 1;
        Optional<Screen> screen = Optional.empty();
        var reason = OptionalInt.empty();
        if ((content[0] & EXT) == 0) {
            if (content.length < 2) {
                return Optional.empty();
            }
            screen = Optional.of(new Screen(content[1] >> 5 & 0x03, content[1] & 0x03));
            at = 2;
            if ((content[1] & EXT) == 0) {
                if (content.length < 3) {
                    return Optional.empty();
                }
                reason = OptionalInt.of(content[2] & 0x0F);
                at = 3;
            }
        }
        return Optional.of(new PartyNumber(role, type, plan, screen, reason, text(content, at)));
    }

    private static Optional<Integer> one(byte[] content) {
        return content.length == 0 ? Optional.empty() : Optional.of(content[0] & 0xFF);
    }

    /// Latin-1 up to the first zero octet: IA5 has no accents, the field does.
    private static String text(byte[] content, int from) {
        int to = from;
        while (to < content.length && content[to] != 0) {
            to++;
        }
        return new String(content, from, to - from, ISO_8859_1);
    }

    private static void write(String text, OctetWriter out) {
        byte[] octets = text.getBytes(ISO_8859_1);
        out.octets(octets, 0, octets.length);
    }
}
