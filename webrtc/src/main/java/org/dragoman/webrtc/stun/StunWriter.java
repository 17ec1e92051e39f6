package org.dragoman.webrtc.stun;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Writes a STUN message.
///
/// - Source: RFC 8489 §5, §14.
final class StunWriter {
    private static final int ROOM = 2_048; // bytes; ours are far shorter

    private final ByteBuffer out = ByteBuffer.allocate(ROOM);
    private final StunMessage message;

    private StunWriter(StunMessage message) {
        this.message = message;
    }

    static byte[] write(StunMessage message, Optional<byte[]> key, boolean fingerprint) {
        var writer = new StunWriter(message);
        writer.header();
        message.attributes().forEach(writer::attribute);
        key.ifPresent(writer::integrity);
        if (fingerprint) {
            writer.fingerprint();
        }
        writer.length(0);
        return Arrays.copyOf(writer.out.array(), writer.out.position());
    }

    private void header() {
        int kind = message.kind().ordinal();
        int method = message.method();
        int type =
                (method & 0xF)
                        | (method & 0x70) << 1
                        | (method & 0xF80) << 2
                        | (kind & 1) << 4
                        | (kind & 2) << 7;
        out.putShort((short) type).putShort((short) 0).putInt(StunReader.COOKIE);
        out.put(message.transaction().bytes());
    }

    /// The length as it is, and with so many bytes that are to come.
    private void length(int more) {
        out.putShort(2, (short) (out.position() - StunReader.HEADER + more));
    }

    private void integrity(byte[] key) {
        length(4 + Seal.LENGTH);
        var code = Seal.code(key, Arrays.copyOf(out.array(), out.position()));
        put(Types.MESSAGE_INTEGRITY, code);
    }

    private void fingerprint() {
        length(8);
        int sum = StunReader.checksum(Arrays.copyOf(out.array(), out.position()));
        out.putShort((short) Types.FINGERPRINT).putShort((short) 4).putInt(sum);
    }

    private void attribute(StunAttribute attribute) {
        switch (attribute) {
            case StunAttribute.Username(var name) -> put(Types.USERNAME, utf8(name));
            case StunAttribute.Software(var text) -> put(Types.SOFTWARE, utf8(text));
            case StunAttribute.Priority(long value) -> put(Types.PRIORITY, number(4, value));
            case StunAttribute.UseCandidate() -> put(Types.USE_CANDIDATE, new byte[0]);
            case StunAttribute.IceControlled(long tie) -> put(Types.ICE_CONTROLLED, number(8, tie));
            case StunAttribute.IceControlling(long tie) ->
                    put(Types.ICE_CONTROLLING, number(8, tie));
            case StunAttribute.XorMappedAddress(var address) ->
                    put(Types.XOR_MAPPED_ADDRESS, address(address, true));
            case StunAttribute.MappedAddress(var address) ->
                    put(Types.MAPPED_ADDRESS, address(address, false));
            case StunAttribute.ErrorCode(int code, var reason) ->
                    put(Types.ERROR_CODE, errorCode(code, utf8(reason)));
            case StunAttribute.UnknownAttributes(var types) -> {
                var value = ByteBuffer.allocate(2 * types.size());
                types.forEach(t -> value.putShort((short) (int) t));
                put(Types.UNKNOWN_ATTRIBUTES, value.array());
            }
            case StunAttribute.Other(int type, var value) -> put(type, value);
        }
    }

    private void put(int type, byte[] value) {
        out.putShort((short) type).putShort((short) value.length).put(value);
        while (out.position() % 4 != 0) {
            out.put((byte) 0);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] number(int bytes, long value) {
        var all = ByteBuffer.allocate(8).putLong(value).array();
        return Arrays.copyOfRange(all, 8 - bytes, 8);
    }

    private static byte[] errorCode(int code, byte[] reason) {
        return ByteBuffer.allocate(4 + reason.length)
                .putInt(code / 100 << 8 | code % 100)
                .put(reason)
                .array();
    }

    private byte[] address(InetSocketAddress address, boolean masked) {
        var ip = address.getAddress().getAddress();
        int port = address.getPort();
        if (masked) {
            port ^= StunReader.COOKIE >>> 16;
            for (int i = 0; i < ip.length; i++) {
                ip[i] ^= out.get(4 + i);
            }
        }
        return ByteBuffer.allocate(4 + ip.length)
                .putShort((short) (ip.length == 4 ? 1 : 2))
                .putShort((short) port)
                .put(ip)
                .array();
    }
}
