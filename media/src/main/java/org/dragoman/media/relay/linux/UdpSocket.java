package org.dragoman.media.relay.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/// Opening and closing of UDP sockets, away from the packet path.
///
/// - Sources: socket(2), ip(7), ipv6(7), udp(7).
public final class UdpSocket {
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x8_0000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_RCVBUF = 8;
    private static final int IPPROTO_IP = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IP_TOS = 1;
    private static final int IPV6_V6ONLY = 26;
    private static final int IPV6_TCLASS = 67;

    private UdpSocket() {}

    /// Opens a socket on the address, with the buffer that the system gives to any.
    ///
    /// - {@code dscp}: differentiated services code point of what is sent (RFC 2474), 0–63.
    /// - Returns: the file descriptor.
    /// - Errors: {@link Refused} with the system's reason; nothing is left open then.
    public static int open(InetSocketAddress local, int dscp) throws Refused {
        return open(local, dscp, 0);
    }

    /// The same with room for more packets to wait.
    ///
    /// - {@code receiveBytes}: as much of it as the system allows; 0 for the usual.
    public static int open(InetSocketAddress local, int dscp, int receiveBytes) throws Refused {
        boolean v6 = local.getAddress() instanceof Inet6Address;
        try (var arena = Arena.ofConfined()) {
            var libc = new Libc(arena);
            int domain = v6 ? PeerAddress.IPV6 : PeerAddress.IPV4;
            int fd = libc.socket(domain, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            if (fd < 0) {
                throw new Refused("socket", -fd, local);
            }
            int result = v6 ? option(libc, arena, fd, IPPROTO_IPV6, IPV6_V6ONLY, 1) : 0;
            if (result == 0) {
                result =
                        v6
                                ? option(libc, arena, fd, IPPROTO_IPV6, IPV6_TCLASS, dscp << 2)
                                : option(libc, arena, fd, IPPROTO_IP, IP_TOS, dscp << 2);
            }
            if (result == 0 && receiveBytes > 0) {
                result = option(libc, arena, fd, SOL_SOCKET, SO_RCVBUF, receiveBytes);
            }
            if (result == 0) {
                var address = arena.allocate(PeerAddress.LARGEST, 8);
                int length = PeerAddress.of(local).write(address, 0);
                result = libc.bind(fd, address.address(), length);
            }
            if (result < 0) {
                libc.close(fd);
                throw new Refused("bind", -result, local);
            }
            return fd;
        }
    }

    public static void close(int fd) {
        try (var arena = Arena.ofConfined()) {
            new Libc(arena).close(fd);
        }
    }

    private static int option(Libc libc, Arena arena, int fd, int level, int option, int value) {
        var memory = arena.allocateFrom(JAVA_INT, value);
        return libc.setsockopt(fd, level, option, memory.address(), Integer.BYTES);
    }

    /// The system did not give the socket.
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final int errno;

        Refused(String call, int errno, InetSocketAddress local) {
            super(call + " of UDP port " + local.getPort() + " failed with errno " + errno);
            this.errno = errno;
        }

        /// The process or the system has no file descriptors left: no other port will do better.
        public boolean isOutOfDescriptors() {
            return errno == Libc.EMFILE || errno == Libc.ENFILE;
        }
    }
}
