package org.dragoman.gateway.service;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import org.dragoman.media.relay.linux.Libc;

/// A datagram socket of the Unix kind, which java.nio does not have (unix(7), sendto(2)).
///
/// - {@code place}: a file, or behind an {@code @} a name that is in no folder.
record NotifySocket(String place) {
    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x8_0000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int PATH_AT = 2; // bytes before it in struct sockaddr_un
    private static final int LONGEST = 107; // of a path, in bytes

    NotifySocket {
        if (place.isEmpty() || "/@".indexOf(place.charAt(0)) < 0) {
            throw new IllegalArgumentException("neither a file nor an abstract name: " + place);
        }
        if (place.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " bytes: " + place);
        }
    }

    /// Sends the text. Does not wait.
    ///
    /// - Errors: IOException where nobody takes it.
    void send(String text) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var libc = new Libc(arena);
            int fd = libc.socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (fd < 0) {
                throw new IOException("socket(2) failed with errno " + -fd);
            }
            try {
                var content = text.getBytes(StandardCharsets.UTF_8);
                var packet = arena.allocateFrom(JAVA_BYTE, content);
                var to = address(arena);
                int sent =
                        libc.sendto(
                                fd,
                                packet.address(),
                                content.length,
                                MSG_DONTWAIT | MSG_NOSIGNAL,
                                to.address(),
                                (int) to.byteSize());
                if (sent < 0) {
                    throw new IOException("sendto(2) failed with errno " + -sent);
                }
            } finally {
                libc.close(fd);
            }
        }
    }

    private MemorySegment address(Arena arena) {
        var path = place.getBytes(StandardCharsets.UTF_8);
        var address = arena.allocate(PATH_AT + path.length, Short.BYTES);
        address.set(JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(path, 0, address, JAVA_BYTE, PATH_AT, path.length);
        if (path[0] == '@') {
            address.set(JAVA_BYTE, PATH_AT, (byte) 0); // unix(7): an abstract address
        }
        return address;
    }
}
