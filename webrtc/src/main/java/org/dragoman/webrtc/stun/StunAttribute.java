package org.dragoman.webrtc.stun;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/// An attribute that we understand, or {@link Other}. MESSAGE-INTEGRITY and FINGERPRINT are none of
/// these: they speak of the message and are {@link StunMessage}'s to check.
///
/// - Source: RFC 8489 §14; RFC 8445 §16.1.
public sealed interface StunAttribute {
    /// Who asks, by whose password the request is authenticated.
    record Username(String value) implements StunAttribute {}

    /// Where the request came from, as the server saw it.
    record XorMappedAddress(InetSocketAddress address) implements StunAttribute {}

    /// The same in clear; from servers of RFC 3489.
    record MappedAddress(InetSocketAddress address) implements StunAttribute {}

    /// Why a request was refused.
    ///
    /// - {@code code}: 300 to 699.
    record ErrorCode(int code, String reason) implements StunAttribute {
        public ErrorCode {
            if (code < 300 || code > 699) {
                throw new IllegalArgumentException("an error code is 300 to 699: " + code);
            }
        }
    }

    /// The attributes of a request that were not understood.
    record UnknownAttributes(List<Integer> types) implements StunAttribute {
        public UnknownAttributes {
            types = List.copyOf(types);
        }
    }

    /// What the candidate would be worth that this check discovers.
    record Priority(long value) implements StunAttribute {}

    /// The controlling agent has chosen the pair.
    record UseCandidate() implements StunAttribute {}

    /// The agent takes itself to be controlled.
    record IceControlled(long tieBreaker) implements StunAttribute {}

    /// The agent takes itself to be controlling.
    record IceControlling(long tieBreaker) implements StunAttribute {}

    /// For people.
    record Software(String description) implements StunAttribute {}

    /// Any other.
    record Other(int type, byte[] value) implements StunAttribute {
        public Other {
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        /// Whether who does not know it must refuse the message (RFC 8489 §14).
        public boolean isRequired() {
            return type < 0x8000;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Other(int otherType, var otherValue)
                    && type == otherType
                    && Arrays.equals(value, otherValue);
        }

        @Override
        public int hashCode() {
            return 31 * type + Arrays.hashCode(value);
        }
    }
}
