package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/// Who listens where on this machine, as the kernel lists it: asking costs no packet, so nobody is
/// disturbed by being looked at.
public final class Sockets {
    private static final String LISTENING = "0A"; // include/net/tcp_states.h, TCP_LISTEN

    private Sockets() {}

    public static boolean hearsUdp(String address, int port) {
        return lines("udp").anyMatch(line -> line.contains(" " + entry(address, port) + " "))
                || lines("udp6").anyMatch(line -> line.contains(mapped(address, port)));
    }

    public static boolean listensTcp(String address, int port) {
        return lines("tcp").anyMatch(line -> isListening(line, entry(address, port)))
                || lines("tcp6").anyMatch(line -> isListening(line, mapped(address, port)));
    }

    /// The same of an address with its port; IPv6 in brackets, of which the port alone is looked
    // at.
    public static boolean listensTcp(String place) {
        int colon = place.lastIndexOf(':');
        int port = Integer.parseInt(place.substring(colon + 1));
        return place.startsWith("[")
                ? lines("tcp6").anyMatch(line -> isListening(line, ":%04X".formatted(port)))
                : listensTcp(place.substring(0, colon), port);
    }

    private static boolean isListening(String line, String entry) {
        String[] fields = line.strip().split("\\s+");
        return fields.length > 3 && fields[1].endsWith(entry) && fields[3].equals(LISTENING);
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
