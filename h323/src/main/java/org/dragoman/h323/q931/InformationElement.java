package org.dragoman.h323.q931;

import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.asn1.per.Octets;

/// What a Q.931 message is made of. An element whose content we cannot read is kept raw as
/// {@link Unrecognized}, which counts as absent (Q.931 §5.8.7.2).
public sealed interface InformationElement {
    /// The identifier octet, as Q.931 Table 4-3 has it; of a single-octet element the whole
    /// octet.
    int code();

    /// The kind of connection asked for (Q.931 §4.5.5), kept whole.
    record BearerCapability(Octets content) implements InformationElement {
        /// Speech, circuit mode, 64 kbit/s, G.711 A-law: what voice calls carry.
        public static final BearerCapability SPEECH_A_LAW =
                new BearerCapability(Octets.parseHex("8090a3"));
        /// 3.1 kHz audio, as gateways to the telephone network say it.
        public static final BearerCapability AUDIO_3_1_KHZ =
                new BearerCapability(Octets.parseHex("9090a3"));

        @Override
        public int code() {
            return 0x04;
        }
    }

    /// Why (Q.931 §4.5.12, Q.850 §2).
    ///
    /// - {@code location}: 0 to 15; {@code value}: 1 to 127.
    record CauseElement(int location, int value, Octets diagnostics) implements InformationElement {
        public CauseElement {
            if (location < 0 || location > 15 || value < 0 || value > 127) {
                throw new IllegalArgumentException("cause " + value + " at " + location);
            }
        }

        public CauseElement(int location, int value) {
            this(location, value, Octets.EMPTY);
        }

        @Override
        public int code() {
            return 0x08;
        }
    }

    /// Where the sender's call stands (Q.931 §4.5.7): 0 to 63.
    record CallState(int state) implements InformationElement {
        @Override
        public int code() {
            return 0x14;
        }
    }

    /// Supplementary services, kept whole (Q.932).
    record FacilityElement(Octets content) implements InformationElement {
        @Override
        public int code() {
            return 0x1C;
        }
    }

    /// What happens on the way (Q.931 §4.5.23): 1 not end-to-end ISDN, 2 destination is not
    /// ISDN, 3 origin is not ISDN, 8 in-band information is available.
    record ProgressIndicator(int location, int description) implements InformationElement {
        @Override
        public int code() {
            return 0x1E;
        }
    }

    /// Something the other side should know (Q.931 §4.5.22): 0 suspended, 1 resumed, 0x79
    /// remote hold, 0x7A remote retrieval (Q.932).
    record NotificationIndicator(int description) implements InformationElement {
        public static final int REMOTE_HOLD = 0x79;
        public static final int REMOTE_RETRIEVAL = 0x7A;

        @Override
        public int code() {
            return 0x27;
        }
    }

    /// Text for a display (Q.931 §4.5.16), without what ends or follows it: some products send
    /// a zero octet (Asterisk 16–22 chan_ooh323), some nothing at all (H17).
    record Display(String text) implements InformationElement {
        public static final int LONGEST = 82; // octets; H.225.0 §7.2.2.14 allows what Q.931 does

        @Override
        public int code() {
            return 0x28;
        }
    }

    /// Digits dialled (Q.931 §4.5.18).
    record KeypadFacility(String digits) implements InformationElement {
        @Override
        public int code() {
            return 0x2C;
        }
    }

    /// A tone or alerting pattern (Q.931 §4.5.28): 0 to 255.
    record Signal(int value) implements InformationElement {
        @Override
        public int code() {
            return 0x34;
        }
    }

    /// A number with what is said of it (Q.931 §4.5.8, §4.5.10; Q.951, Q.952).
    ///
    /// - {@code type}: type of number, 0 to 7; {@code plan}: numbering plan, 0 to 15.
    /// - {@code screen}: presentation and screening, where octet 3a is there.
    /// - {@code reason}: why redirected, 0 to 15, where octet 3b is there.
    record PartyNumber(
            Role role,
            int type,
            int plan,
            Optional<Screen> screen,
            OptionalInt reason,
            String digits)
            implements InformationElement {

        /// Whose number.
        public enum Role {
            CONNECTED(0x4C),
            CALLING(0x6C),
            CALLED(0x70),
            ORIGINAL_CALLED(0x73),
            REDIRECTING(0x74),
            REDIRECTION(0x76);

            private final int code;

            Role(int code) {
                this.code = code;
            }

            public int code() {
                return code;
            }
        }

        /// - {@code presentation}: 0 allowed, 1 restricted, 2 not available.
        /// - {@code screening}: 0 not screened, 1 passed, 2 failed, 3 network provided.
        public record Screen(int presentation, int screening) {}

        @Override
        public int code() {
            return role.code();
        }
    }

    /// No more digits follow (Q.931 §4.5.27).
    record SendingComplete() implements InformationElement {
        @Override
        public int code() {
            return 0xA1;
        }
    }

    /// The H.225.0 part of the message, PER-encoded (H.225.0 §7.2.2, User-user).
    record UserUser(Octets content) implements InformationElement {
        @Override
        public int code() {
            return 0x7E;
        }
    }

    /// An element we do not know, or cannot read; of a single-octet element the content is
    /// empty.
    ///
    /// - {@code codeset}: 0 unless shifted (Q.931 §4.5.2).
    record Unrecognized(int codeset, int code, Octets content) implements InformationElement {}
}
