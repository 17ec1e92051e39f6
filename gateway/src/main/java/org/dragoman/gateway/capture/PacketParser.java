package org.dragoman.gateway.capture;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.gateway.capture.Transported.Datagram;
import org.dragoman.gateway.capture.Transported.Segment;

/// Takes a packet apart: link, IPv4 or IPv6, UDP or TCP. What is none of these, or damaged, is
/// nothing.
///
/// - Source: RFC 791, RFC 8200, RFC 768, RFC 9293; LINKTYPE numbers of tcpdump.org.
final class PacketParser {
    private static final int ETHERNET = 1;
    private static final int LOOPBACK = 0; // BSD; four octets of address family
    private static final int OPEN_LOOPBACK = 108;
    private static final int RAW = 101;
    private static final int LINUX = 113; // "any" device
    private static final int LINUX2 = 276;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int VLAN = 0x8100;
    private static final int PROVIDER_VLAN = 0x88A8;
    private static final int OLD_PROVIDER_VLAN = 0x9100;
    private static final int PPPOE = 0x8864; // RFC 2516 §4
    private static final int PPPOE_HEADER = 6; // octets
    private static final int PPP_IPV4 = 0x0021;
    private static final int PPP_IPV6 = 0x0057;
    private static final int ETHER_IPV4 = 0x0800;
    private static final int ETHER_IPV6 = 0x86DD;
    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int HEADERS = 8; // extension headers of an IPv6 packet

    private final Fragments fragments = new Fragments();

    Optional<Transported> parse(Packet packet) {
        try {
            var octets = ByteBuffer.wrap(packet.octets());
            return link(packet.link(), octets) ? ip(packet.at(), octets) : Optional.empty();
        } catch (BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException cutOff) {
            return Optional.empty(); // captured only in part, or no packet at all
        }
    }

    /// Whether packets of such a link are read at all.
    static boolean knows(int link) {
        return switch (link) {
            case ETHERNET, LINUX, LINUX2, LOOPBACK, OPEN_LOOPBACK, RAW, 12, 14, IPV4, IPV6 -> true;
            default -> false;
        };
    }

    /// Goes behind the link's header; false where no IP follows.
    private static boolean link(int link, ByteBuffer octets) {
        return switch (link) {
            case ETHERNET -> {
                octets.position(12);
                yield ethernetType(octets);
            }
            case LINUX -> {
                octets.position(14);
                yield ethernetType(octets);
            }
            case LINUX2 -> {
                int type = octets.getShort() & 0xFFFF;
                octets.position(20);
                yield type == ETHER_IPV4 || type == ETHER_IPV6;
            }
            case LOOPBACK, OPEN_LOOPBACK -> {
                octets.position(4);
                yield true;
            }
            case RAW, 12, 14, IPV4, IPV6 -> true; // 12 and 14: what some systems call raw
            default -> false;
        };
    }

    private static boolean ethernetType(ByteBuffer octets) {
        int type = octets.getShort() & 0xFFFF;
        while (type == VLAN || type == PROVIDER_VLAN || type == OLD_PROVIDER_VLAN) {
            octets.getShort();
            type = octets.getShort() & 0xFFFF;
        }
        if (type == PPPOE) {
            octets.position(octets.position() + PPPOE_HEADER);
            int inside = octets.getShort() & 0xFFFF;
            return inside == PPP_IPV4 || inside == PPP_IPV6;
        }
        return type == ETHER_IPV4 || type == ETHER_IPV6;
    }

    private Optional<Transported> ip(Instant at, ByteBuffer octets) {
        int version = octets.get(octets.position()) >> 4 & 0xF;
        return switch (version) {
            case 4 -> ipv4(at, octets.slice());
            case 6 -> ipv6(at, octets.slice());
            default -> Optional.empty();
        };
    }

    private Optional<Transported> ipv4(Instant at, ByteBuffer ip) {
        int header = (ip.get(0) & 0xF) * 4;
        int total = ip.getShort(2) & 0xFFFF;
        int part = ip.getShort(6) & 0xFFFF;
        int protocol = ip.get(9) & 0xFF;
        // 0: the network card was to fill it in
        ip.limit(total == 0 ? ip.limit() : Math.min(ip.limit(), total));
        var from = address(ip, 12, 4);
        var to = address(ip, 16, 4);
        var content = ip.position(header).slice();
        int offset = (part & 0x1FFF) * 8;
        boolean more = (part & 0x2000) != 0;
        if (offset == 0 && !more) {
            return transport(at, protocol, from, to, content);
        }
        var key = new Fragments.Key(from, to, protocol, ip.getShort(4) & 0xFFFF);
        return fragments
                .take(key, offset, more, content)
                .flatMap(whole -> transport(at, protocol, from, to, whole));
    }

    private Optional<Transported> ipv6(Instant at, ByteBuffer ip) {
        int length = ip.getShort(4) & 0xFFFF;
        int next = ip.get(6) & 0xFF;
        var from = address(ip, 8, 16);
        var to = address(ip, 24, 16);
        ip.limit(length == 0 ? ip.limit() : Math.min(ip.limit(), 40 + length));
        ip.position(40);
        for (int i = 0; i < HEADERS; i++) {
            switch (next) {
                case 0, 43, 60, 135 -> { // hop-by-hop, routing, destination, mobility
                    next = ip.get(ip.position()) & 0xFF;
                    ip.position(ip.position() + 8 + (ip.get(ip.position() + 1) & 0xFF) * 8);
                }
                case 44 -> {
                    int inside = ip.get() & 0xFF;
                    ip.get();
                    int part = ip.getShort() & 0xFFFF;
                    var key = new Fragments.Key(from, to, inside, ip.getInt());
                    return fragments
                            .take(key, part & 0xFFF8, (part & 1) != 0, ip.slice())
                            .flatMap(whole -> transport(at, inside, from, to, whole));
                }
                default -> {
                    return transport(at, next, from, to, ip.slice());
                }
            }
        }
        return Optional.empty();
    }

    private static InetAddress address(ByteBuffer ip, int at, int length) {
        byte[] octets = new byte[length];
        ip.get(at, octets);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets", e);
        }
    }

    private static Optional<Transported> transport(
            Instant at, int protocol, InetAddress from, InetAddress to, ByteBuffer content) {
        if (protocol != UDP && protocol != TCP) {
            return Optional.empty();
        }
        var source = new InetSocketAddress(from, content.getShort(0) & 0xFFFF);
        var target = new InetSocketAddress(to, content.getShort(2) & 0xFFFF);
        if (protocol == UDP) {
            int length = content.getShort(4) & 0xFFFF;
            content.limit(length < 8 ? content.limit() : Math.min(content.limit(), length));
            return Optional.of(new Datagram(at, source, target, rest(content, 8)));
        }
        int flags = content.get(13) & 0xFF;
        int header = (content.get(12) >> 4 & 0xF) * 4;
        return Optional.of(
                new Segment(
                        at,
                        source,
                        target,
                        content.getInt(4) & 0xFFFFFFFFL,
                        (flags & 0x02) != 0,
                        (flags & 0x05) != 0,
                        rest(content, header)));
    }

    private static byte[] rest(ByteBuffer content, int from) {
        byte[] payload = new byte[Math.max(0, content.limit() - from)];
        content.position(from).get(payload);
        return payload;
    }
}
