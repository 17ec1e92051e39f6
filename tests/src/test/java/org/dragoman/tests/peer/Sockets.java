package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/// Who hears where on this machine, as the kernel lists it: asking costs no packet, so nobody is
/// disturbed by being looked at.
public final class Sockets {
    private Sockets() {}

    public static boolean hearsUdp(String address, int port) {
        return lines("udp").anyMatch(line -> line.contains(" " + entry(address, port) + " "))
                || lines("udp6").anyMatch(line -> line.contains(mapped(address, port)));
    }

    private static Stream<String> lines(String table) {
        try {
            Path file = Path.of("/proc/net", table);
            return Files.exists(file) ? Files.readAllLines(file).stream() : Stream.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String entry(String address, int port) {
        byte[] ip = InetAddress.ofLiteral(address).getAddress();
        byte[] reversed = {ip[3], ip[2], ip[1], ip[0]};
        return HexFormat.of().withUpperCase().formatHex(reversed)
                + String.format(Locale.ROOT, ":%04X", port);
    }

    /// The same as an IPv4-mapped IPv6 socket shows it, which is what Java opens.
    private static String mapped(String address, int port) {
        return "0000000000000000FFFF0000" + entry(address, port);
    }
}
