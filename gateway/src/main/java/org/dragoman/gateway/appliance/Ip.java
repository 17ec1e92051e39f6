package org.dragoman.gateway.appliance;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An address, and how many of its first bits are the network's.
record Ip(InetAddress address, int bits) {
    static final String ALLOWED = "an address such as 192.0.2.10 or 2001:db8::10";
    static final String WITH_BITS = "an address such as 192.0.2.10/24 or 2001:db8::10/64";

    // four numbers; InetAddress would take fewer as well
    private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /// Without anything behind it. No name is ever looked up.
    static Optional<Ip> parse(String text) {
        try {
            if (FOUR.matcher(text).matches()) {
                return Optional.of(new Ip(Inet4Address.ofLiteral(text), Integer.SIZE));
            }
            return text.contains(":") && !text.contains("%")
                    ? Optional.of(Inet6Address.ofLiteral(text))
                            .filter(Inet6Address.class::isInstance)
                            .map(a -> new Ip(a, 128))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// With its bits behind a slash; {@code default} and {@code any} are not addresses.
    static Optional<Ip> parseWithBits(String text) {
        int slash = text.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : parse(text.substring(0, slash)).flatMap(a -> a.with(text.substring(slash + 1)));
    }

    /// - {@code mask}: a count of bits, or a mask such as 255.255.255.0.
    Optional<Ip> with(String mask) {
        if (mask.matches("[0-9]{1,3}")) {
            int count = Integer.parseInt(mask);
            return count <= bits ? Optional.of(new Ip(address, count)) : Optional.empty();
        }
        return parse(mask)
                .filter(m -> m.isV6() == isV6())
                .flatMap(m -> ones(m.address.getAddress()))
                .map(count -> new Ip(address, count));
    }

    boolean isV6() {
        return address instanceof Inet6Address;
    }

    /// How many ones a mask has, where no zero stands before one of them.
    private static Optional<Integer> ones(byte[] mask) {
        int count = 0;
        while (count < mask.length * Byte.SIZE && bit(mask, count)) {
            count++;
        }
        var expected = new byte[mask.length];
        for (int at = 0; at < count; at++) {
            expected[at / Byte.SIZE] |= (byte) (0x80 >> at % Byte.SIZE);
        }
        return Arrays.equals(mask, expected) ? Optional.of(count) : Optional.empty();
    }

    private static boolean bit(byte[] octets, int at) {
        return (octets[at / Byte.SIZE] & 0x80 >> at % Byte.SIZE) != 0;
    }

    String text() {
        return address.getHostAddress().toLowerCase(Locale.ROOT);
    }

    String textWithBits() {
        return text() + "/" + bits;
    }
}
