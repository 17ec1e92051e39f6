package org.dragoman.webrtc.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;

/// Reads a STUN message.
///
/// - Source: RFC 8489 §5, §14.
final class StunReader {
    static final int HEADER = 20; // bytes
    static final int COOKIE = 0x2112_A442;
    static final int FINGERPRINT_XOR = 0x5354_554E;

    private static final int LONGEST = 1_500; // bytes; nothing longer comes in one datagram
    private static final int ATTRIBUTES = 64;
    private static final int LONGEST_TEXT = 763; // bytes, of USERNAME and SOFTWARE

    private final byte[] bytes;
    private final ByteBuffer in;
    private final List<StunAttribute> attributes = new ArrayList<>();
    private Optional<Seal> seal = Optional.empty();
    private boolean ended; // by FINGERPRINT, the last of all

    StunReader(byte[] datagram) {
        bytes = datagram.clone();
        in = ByteBuffer.wrap(bytes);
    }

    static boolean isLikely(byte[] datagram) {
        return datagram.length >= HEADER
                && (datagram[0] & 0xC0) == 0
                && ByteBuffer.wrap(datagram).getInt(4) == COOKIE;
    }

    StunMessage message() throws Malformed {
        if (!isLikely(bytes) || bytes.length > LONGEST) {
            throw malformed("no header of STUN", 0);
        }
        int type = in.getShort() & 0xFFFF;
        int length = in.getShort() & 0xFFFF;
        if (length != bytes.length - HEADER || length % 4 != 0) {
            throw malformed("the length is not the datagram's", 2);
        }
        var transaction = new TransactionId(Arrays.copyOfRange(bytes, 8, HEADER));
        in.position(HEADER);
        while (in.hasRemaining()) {
            attribute();
        }
        // RFC 8489 §5: the class has bits 4 and 8, the method the others
        var kind = StunClass.values()[(type >> 7 & 2) | (type >> 4 & 1)];
        int method = (type & 0xF) | (type >> 1 & 0x70) | (type >> 2 & 0xF80);
        return new StunMessage(kind, method, transaction, attributes, seal);
    }

    private void attribute() throws Malformed {
        int at = in.position();
        if (in.remaining() < 4 || ended || attributes.size() == ATTRIBUTES) {
            throw malformed("an attribute too many", at);
        }
        int type = in.getShort() & 0xFFFF;
        int length = in.getShort() & 0xFFFF;
        int padded = length + 3 & ~3;
        if (padded > in.remaining()) {
            throw malformed("an attribute is longer than the message", at);
        }
        var value = in.slice(in.position(), length);
        in.position(in.position() + padded);
        switch (type) {
            case Types.MESSAGE_INTEGRITY -> integrity(at, value);
            case Types.FINGERPRINT -> fingerprint(at, value);
            default -> {
                if (seal.isEmpty()) { // RFC 8489 §14.5: what comes behind is ignored
                    attributes.add(read(type, value, at));
                }
            }
        }
    }

    private void integrity(int at, ByteBuffer value) throws Malformed {
        if (value.remaining() != Seal.LENGTH) {
            throw malformed("MESSAGE-INTEGRITY has 20 bytes", at);
        }
        if (seal.isEmpty()) {
            var code = new byte[Seal.LENGTH];
            value.get(code);
            seal = Optional.of(new Seal(covered(at, 4 + Seal.LENGTH), code));
        }
    }

    /// The bytes before an attribute, with the length the message had when it was added.
    private byte[] covered(int at, int attribute) {
        var covered = Arrays.copyOf(bytes, at);
        ByteBuffer.wrap(covered).putShort(2, (short) (at + attribute - HEADER));
        return covered;
    }

    private void fingerprint(int at, ByteBuffer value) throws Malformed {
        if (value.remaining() != 4 || value.getInt() != checksum(covered(at, 8))) {
            throw malformed("FINGERPRINT is wrong", at);
        }
        ended = true;
    }

    static int checksum(byte[] covered) {
        var crc = new CRC32();
        crc.update(covered);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    private StunAttribute read(int type, ByteBuffer value, int at) throws Malformed {
        return switch (type) {
            case Types.USERNAME -> new StunAttribute.Username(text(value, at));
            case Types.SOFTWARE -> new StunAttribute.Software(text(value, at));
            case Types.PRIORITY ->
                    new StunAttribute.Priority(exactly(value, 4, at).getInt() & 0xFFFF_FFFFL);
            case Types.USE_CANDIDATE -> {
                exactly(value, 0, at);
                yield new StunAttribute.UseCandidate();
            }
            case Types.ICE_CONTROLLED ->
                    new StunAttribute.IceControlled(exactly(value, 8, at).getLong());
            case Types.ICE_CONTROLLING ->
                    new StunAttribute.IceControlling(exactly(value, 8, at).getLong());
            case Types.XOR_MAPPED_ADDRESS ->
                    new StunAttribute.XorMappedAddress(address(value, true, at));
            case Types.MAPPED_ADDRESS -> new StunAttribute.MappedAddress(address(value, false, at));
            case Types.ERROR_CODE -> errorCode(value, at);
            case Types.UNKNOWN_ATTRIBUTES -> unknown(value, at);
            default -> {
                var raw = new byte[value.remaining()];
                value.get(raw);
                yield new StunAttribute.Other(type, raw);
            }
        };
    }

    private static ByteBuffer exactly(ByteBuffer value, int length, int at) throws Malformed {
        if (value.remaining() != length) {
            throw malformed("an attribute of " + length + " bytes has another length", at);
        }
        return value;
    }

    private static String text(ByteBuffer value, int at) throws Malformed {
        if (value.remaining() > LONGEST_TEXT) {
            throw malformed("a text is longer than " + LONGEST_TEXT + " bytes", at);
        }
        return StandardCharsets.UTF_8.decode(value).toString();
    }

    private static StunAttribute errorCode(ByteBuffer value, int at) throws Malformed {
        if (value.remaining() < 4) {
            throw malformed("ERROR-CODE is too short", at);
        }
        int word = value.getInt();
        int code = (word >> 8 & 7) * 100 + (word & 0xFF);
        if (code < 300 || code > 699 || (word & 0xFF) > 99) {
            throw malformed("ERROR-CODE is out of range", at);
        }
        return new StunAttribute.ErrorCode(code, text(value, at));
    }

    private static StunAttribute unknown(ByteBuffer value, int at) throws Malformed {
        if (value.remaining() % 2 != 0) {
            throw malformed("UNKNOWN-ATTRIBUTES is cut", at);
        }
        var types = new ArrayList<Integer>();
        while (value.hasRemaining()) {
            types.add(value.getShort() & 0xFFFF);
        }
        return new StunAttribute.UnknownAttributes(types);
    }

    private InetSocketAddress address(ByteBuffer value, boolean masked, int at) throws Malformed {
        int length = value.remaining();
        int family = length < 4 ? 0 : value.getShort() & 0xFF;
        if (!(family == 1 && length == 8 || family == 2 && length == 20)) {
            throw malformed("an address is neither IPv4 nor IPv6", at);
        }
        int port = value.getShort() & 0xFFFF;
        var ip = new byte[length - 4];
        value.get(ip);
        if (masked) {
            port ^= COOKIE >>> 16;
            for (int i = 0; i < ip.length; i++) {
                ip[i] ^= bytes[4 + i]; // the cookie, and behind it the transaction
            }
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(ip), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 bytes are addresses", e);
        }
    }

    private static Malformed malformed(String what, int at) {
        return new Malformed(
                PeerFault.Scope.MESSAGE, "STUN, byte " + at + ": " + what + " (RFC 8489)");
    }
}
