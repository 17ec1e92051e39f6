package org.dragoman.h323.q931;

import java.util.ArrayList;
import java.util.Arrays;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Scope;
import org.dragoman.core.fault.PeerFault.Unsupported;
import org.dragoman.h323.q931.InformationElement.UserUser;

/// Octets to messages and back. What is wrong with an optional element never spoils the message
/// (Q.931 §5.8.7.2); a length that runs past the end does.
public final class Q931Codec {
    private static final int DISCRIMINATOR = 0x08; // Q.931 §4.2
    private static final int USER_USER = 0x7E;
    private static final int USER_USER_PER = 0x05; // X.208/X.209, H.225.0 §7.2.2
    private static final int REFERENCE_OCTETS = 2; // H.225.0 §7.2.1.2
    private static final int MOST_ELEMENTS = 64; // elements in one message
    private static final int SINGLE = 0x80; // bit 8 of a single-octet element
    private static final int SHIFT = 0x90; // Q.931 §4.5.3
    private static final int NON_LOCKING = 0x08;

    private Q931Codec() {}

    /// Reads one whole message.
    ///
    /// - Errors: {@link Malformed} where the framing is broken; {@link Unsupported} where the
    ///   message type is not known (to be answered with Status, cause 97).
    public static Q931Message decode(byte[] wire) throws PeerFault {
        if (wire.length < 5) {
            throw malformed("a message of " + wire.length + " octets", 0);
        }
        if (wire[0] != DISCRIMINATOR) {
            throw malformed("protocol discriminator " + (wire[0] & 0xFF), 0);
        }
        int referenceOctets = wire[1] & 0x0F;
        if (referenceOctets != REFERENCE_OCTETS) {
            throw malformed("a call reference of " + referenceOctets + " octets", 1);
        }
        int reference = (wire[2] & 0x7F) << 8 | wire[3] & 0xFF;
        int code = wire[4] & 0xFF;
        var type =
                MessageType.of(code)
                        .orElseThrow(
                                () ->
                                        new Unsupported(
                                                Scope.MESSAGE,
                                                "message type " + code + ", Q.931 §4.4"));
        return new Q931Message(reference, (wire[2] & 0x80) != 0, type, new Elements(wire).read());
    }

    /// The call reference value and flag of something that may be no readable message, so that
    /// it can be answered; the flag is the bit 0x8000. Absent: -1.
    public static int referenceOf(byte[] wire) {
        boolean readable = wire.length >= 5 && wire[0] == DISCRIMINATOR && (wire[1] & 0x0F) == 2;
        return readable ? (wire[2] & 0xFF) << 8 | wire[3] & 0xFF : -1;
    }

    public static byte[] encode(Q931Message message) {
        var out = new OctetWriter();
        out.octet(DISCRIMINATOR);
        out.octet(REFERENCE_OCTETS);
        out.twoOctets(message.callReference() | (message.fromDestination() ? 0x8000 : 0));
        out.octet(message.type().code());
        int codeset = 0;
        for (var element : message.elements()) {
            switch (element) {
                case UserUser u -> encodeUserUser(u, out);
                case InformationElement.Unrecognized u when u.code() >= SINGLE -> {
                    out.octet(u.code());
                    codeset = isLockingShift(u.code()) ? u.code() & 0x07 : codeset;
                }
                case InformationElement.SendingComplete s -> out.octet(s.code());
                default -> encodeElement(element, out); // the rest are of one shape, Q.931 §4.5.1
            }
        }
        return out.toArray();
    }

    /// The contents of an element alone, as they are written; not for User-user, whose shape is its
    /// own, nor for elements without any.
    public static Octets content(InformationElement element) {
        if (element instanceof InformationElement.SendingComplete || element instanceof UserUser) {
            return Octets.EMPTY;
        }
        var out = new OctetWriter();
        ElementCodec.encode(element, out);
        return Octets.of(out.toArray());
    }

    private static void encodeUserUser(UserUser element, OctetWriter out) {
        out.octet(USER_USER);
        out.twoOctets(element.content().length() + 1);
        out.octet(USER_USER_PER);
        out.octets(element.content());
    }

    private static void encodeElement(InformationElement element, OctetWriter out) {
        out.octet(element.code());
        int lengthAt = out.length();
        out.octet(0);
        ElementCodec.encode(element, out);
        int length = out.length() - lengthAt - 1;
        if (length > 255) {
            throw new IllegalArgumentException(
                    "element " + element.code() + " of " + length + " octets; 255 fit");
        }
        out.patch(lengthAt, length);
    }

    private static boolean isLockingShift(int octet) {
        return (octet & 0xF0) == SHIFT && (octet & NON_LOCKING) == 0;
    }

    private static Malformed malformed(String what, int offset) {
        return new Malformed(Scope.MESSAGE, what + " at octet " + offset + ", Q.931 §4");
    }

    /// The walk over the elements of one message.
    private static final class Elements {
        private final byte[] wire;
        private int at = 5;
        private int locked;
        private int once = -1;

        Elements(byte[] wire) {
            this.wire = wire;
        }

        ArrayList<InformationElement> read() throws PeerFault {
            var found = new ArrayList<InformationElement>();
            while (at < wire.length) {
                if (found.size() == MOST_ELEMENTS) {
                    throw malformed("more than " + MOST_ELEMENTS + " elements", at);
                }
                int code = wire[at++] & 0xFF;
                if (code >= SINGLE) {
                    found.add(single(code));
                } else {
                    int codeset = once >= 0 ? once : locked;
                    once = -1;
                    found.add(variable(codeset, code));
                }
            }
            return found;
        }

        private InformationElement single(int code) {
            if ((code & 0xF0) == SHIFT) {
                if ((code & NON_LOCKING) == 0) {
                    locked = code & 0x07;
                } else {
                    once = code & 0x07;
                }
            } else if (code == 0xA1 && locked == 0 && once < 0) {
                return new InformationElement.SendingComplete();
            } else {
                once = -1;
            }
            return new InformationElement.Unrecognized(locked, code, Octets.EMPTY);
        }

        private InformationElement variable(int codeset, int code) throws PeerFault {
            boolean userUser = codeset == 0 && code == USER_USER;
            int length = userUser ? octet() << 8 | octet() : octet();
            int start = at;
            if (length > wire.length - start) {
                throw malformed(
                        "element "
                                + code
                                + " says "
                                + length
                                + " octets, has "
                                + (wire.length - start),
                        start);
            }
            at += length;
            byte[] content = Arrays.copyOfRange(wire, start, at);
            if (codeset != 0) {
                return new InformationElement.Unrecognized(codeset, code, Octets.of(content));
            }
            if (userUser) {
                if (length > 0 && content[0] == USER_USER_PER) {
                    return new UserUser(Octets.of(Arrays.copyOfRange(content, 1, length)));
                }
                throw malformed("a User-user element that is not PER", start);
            }
            return ElementCodec.decode(code, content);
        }

        private int octet() throws PeerFault {
            if (at >= wire.length) {
                throw malformed("an element without a length", at);
            }
            return wire[at++] & 0xFF;
        }
    }
}
