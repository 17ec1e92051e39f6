package org.dragoman.webrtc.stun;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault.Malformed;

/// A STUN message.
///
/// - {@code method}: 1 is Binding, the only one of ICE.
/// - {@code attributes}: in order, as far as MESSAGE-INTEGRITY; what comes behind it is not
///   protected and was left aside (RFC 8489 §14.5).
/// - {@code seal}: its MESSAGE-INTEGRITY, where one was read.
public record StunMessage(
        StunClass kind,
        int method,
        TransactionId transaction,
        List<StunAttribute> attributes,
        Optional<Seal> seal) {
    public static final int BINDING = 1;

    private static final int LARGEST_METHOD = 0xFFF;

    public StunMessage {
        attributes = List.copyOf(attributes);
        if (method < 0 || method > LARGEST_METHOD) {
            throw new IllegalArgumentException("a STUN method has 12 bits: " + method);
        }
    }

    public static StunMessage of(
            StunClass kind, TransactionId transaction, StunAttribute... attributes) {
        return new StunMessage(kind, BINDING, transaction, List.of(attributes), Optional.empty());
    }

    /// Whether a datagram that came to a port of several protocols is to be read as STUN (RFC 7983
    /// §7).
    public static boolean isLikely(byte[] datagram) {
        return StunReader.isLikely(datagram);
    }

    /// Reads a datagram.
    ///
    /// - Errors: {@link Malformed}; also where its FINGERPRINT is wrong.
    public static StunMessage read(byte[] datagram) throws Malformed {
        return new StunReader(datagram).message();
    }

    /// Writes it with MESSAGE-INTEGRITY by this key, and FINGERPRINT.
    ///
    /// - {@code password}: of short-term credentials (RFC 8489 §9.1.1).
    public byte[] sealed(String password) {
        return StunWriter.write(this, Optional.of(Seal.key(password)), true);
    }

    /// Writes it with FINGERPRINT alone.
    public byte[] plain() {
        return StunWriter.write(this, Optional.empty(), true);
    }

    /// Whether it carries MESSAGE-INTEGRITY made with this password.
    public boolean isSealedBy(String password) {
        return seal.filter(s -> s.isBy(password)).isPresent();
    }

    public boolean isSealed() {
        return seal.isPresent();
    }

    public <A extends StunAttribute> Optional<A> first(Class<A> kind) {
        return attributes.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    public boolean has(Class<? extends StunAttribute> kind) {
        return attributes.stream().anyMatch(kind::isInstance);
    }

    /// Attributes that must be understood and are not.
    public List<Integer> unknown() {
        var types = new ArrayList<Integer>();
        for (var attribute : attributes) {
            if (attribute instanceof StunAttribute.Other other && other.isRequired()) {
                types.add(other.type());
            }
        }
        return types;
    }
}
