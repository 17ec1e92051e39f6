package org.dragoman.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// An address and port as the kernel writes them ({@code sockaddr_in}, {@code sockaddr_in6}; ip(7),
/// ipv6(7)), in numbers that compare and copy without making objects.
///
/// - {@code family}: {@link #IPV4}, {@link #IPV6}, or 0 for {@link #NONE}.
/// - {@code portBytes}: the port, bytes as on the wire.
/// - {@code high}, {@code low}: the address, bytes as on the wire; IPv4 has {@code low} only.
/// - {@code scope}: interface of a link-local IPv6 address.
public record PeerAddress(int family, short portBytes, long high, long low, int scope) {
    public static final int IPV4 = 2;
    public static final int IPV6 = 10;

    /// Bytes of the larger of the two.
    public static final int LARGEST = 28;

    /// No address.
    public static final PeerAddress NONE = new PeerAddress(0, (short) 0, 0, 0, 0);

    public static PeerAddress of(InetSocketAddress address) {
        short port = swap((short) address.getPort());
        var ip = address.getAddress();
        return ip instanceof Inet6Address six
                ? new PeerAddress(IPV6, port, bytes(ip, 0, 8), bytes(ip, 8, 8), six.getScopeId())
                : new PeerAddress(IPV4, port, 0, bytes(ip, 0, 4), 0);
    }

    /// The address the kernel wrote there.
    public static PeerAddress read(MemorySegment from, long offset) {
        int family = from.get(JAVA_SHORT_UNALIGNED, offset);
        short port = from.get(JAVA_SHORT_UNALIGNED, offset + 2);
        if (family == IPV4) {
            long ip = from.get(JAVA_INT_UNALIGNED, offset + 4) & 0xFFFF_FFFFL;
            return new PeerAddress(IPV4, port, 0, ip, 0);
        }
        return new PeerAddress(
                family,
                port,
                from.get(JAVA_LONG_UNALIGNED, offset + 8),
                from.get(JAVA_LONG_UNALIGNED, offset + 16),
                from.get(JAVA_INT_UNALIGNED, offset + 24));
    }

    /// Writes it for the kernel; returns the length.
    public int write(MemorySegment to, long offset) {
        to.set(JAVA_SHORT_UNALIGNED, offset, (short) family);
        to.set(JAVA_SHORT_UNALIGNED, offset + 2, portBytes);
        if (family == IPV4) {
            to.set(JAVA_INT_UNALIGNED, offset + 4, (int) low);
            to.set(JAVA_LONG_UNALIGNED, offset + 8, 0);
            return 16;
        }
        to.set(JAVA_INT_UNALIGNED, offset + 4, 0);
        to.set(JAVA_LONG_UNALIGNED, offset + 8, high);
        to.set(JAVA_LONG_UNALIGNED, offset + 16, low);
        to.set(JAVA_INT_UNALIGNED, offset + 24, scope);
        return 28;
    }

    /// Whether the kernel wrote this address and port there.
    public boolean isAt(MemorySegment from, long offset) {
        return isHostAt(from, offset) && from.get(JAVA_SHORT_UNALIGNED, offset + 2) == portBytes;
    }

    /// Whether the kernel wrote this address there, with any port.
    public boolean isHostAt(MemorySegment from, long offset) {
        if (from.get(JAVA_SHORT_UNALIGNED, offset) != family) {
            return false;
        }
        if (family == IPV4) {
            return from.get(JAVA_INT_UNALIGNED, offset + 4) == (int) low;
        }
        return from.get(JAVA_LONG_UNALIGNED, offset + 8) == high
                && from.get(JAVA_LONG_UNALIGNED, offset + 16) == low;
    }

    /// Whether what the kernel wrote there lies in the same network: /24 of IPv4, /64 of IPv6.
    public boolean isNetworkAt(MemorySegment from, long offset) {
        if (from.get(JAVA_SHORT_UNALIGNED, offset) != family) {
            return false;
        }
        if (family == IPV4) {
            return ((from.get(JAVA_INT_UNALIGNED, offset + 4) ^ (int) low) & 0x00FF_FFFF) == 0;
        }
        return from.get(JAVA_LONG_UNALIGNED, offset + 8) == high;
    }

    public boolean isNone() {
        return family == 0;
    }

    public InetSocketAddress toSocketAddress() {
        var bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (family == IPV4) {
                byte[] ip = bytes.putInt((int) low).flip().limit(4).array();
                return new InetSocketAddress(
                        InetAddress.getByAddress(Arrays.copyOf(ip, 4)), port());
            }
            bytes.putLong(high).putLong(low);
            return new InetSocketAddress(
                    Inet6Address.getByAddress("", bytes.array(), scope), port());
        } catch (UnknownHostException e) {
            throw new AssertionError("addresses of 4 and 16 bytes are addresses", e);
        }
    }

    public int port() {
        return swap(portBytes) & 0xFFFF;
    }

    private static short swap(short port) {
        return Short.reverseBytes(port);
    }

    private static long bytes(InetAddress ip, int from, int count) {
        byte[] raw = ip.getAddress();
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | raw[from + i] & 0xFF;
        }
        return value;
    }
}
