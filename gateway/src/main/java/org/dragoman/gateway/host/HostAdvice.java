package org.dragoman.gateway.host;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells at the start what this machine does not grant and a gateway in service needs: one line in
/// the log each, with what to do. A gateway on loopback is no gateway in service.
public final class HostAdvice {
    private static final Logger LOGGER = LoggerFactory.getLogger(HostAdvice.class);
    private static final Path PROC = Path.of("/proc");
    private static final int FILES_OF_MEDIA = 4; // of a call: RTP and RTCP on both sides
    private static final int FILES_OF_SIGNALLING = 2; // of a call: H.225.0 and H.245
    private static final int FILES_BESIDE = 200; // listeners, jars, loops

    /// One line of the log.
    ///
    /// - {@code values}: keys of the line.
    record Advice(String event, Map<String, Object> values, String words) {}

    private HostAdvice() {}

    /// Looks at the machine and writes to the log what is to be done, if anything.
    public static void log(Configuration configuration) {
        if (!isInService(configuration)) {
            return;
        }
        for (var advice : of(HostFacts.read(PROC), configuration)) {
            var line = LOGGER.atWarn().addKeyValue("event", advice.event());
            for (var value : advice.values().entrySet()) {
                line = line.addKeyValue(value.getKey(), value.getValue());
            }
            line.log(advice.words());
        }
    }

    /// What is to be done on this machine, a sentence each.
    public static List<String> words(Configuration configuration) {
        return of(HostFacts.read(PROC), configuration).stream()
                .map(a -> a.values().isEmpty() ? a.words() : a.words() + " " + a.values())
                .toList();
    }

    private static boolean isInService(Configuration configuration) {
        return Stream.concat(
                        Stream.of(configuration.h323().listen().getAddress()),
                        configuration.sip().listeners().stream()
                                .map(SipListener::address)
                                .map(InetAddress::ofLiteral))
                .anyMatch(a -> !a.isLoopbackAddress());
    }

    static List<Advice> of(HostFacts facts, Configuration configuration) {
        var advice = new ArrayList<Advice>();
        openFiles(facts, configuration).ifPresent(advice::add);
        receiveBuffer(facts, configuration).ifPresent(advice::add);
        ports(facts, configuration).ifPresent(advice::add);
        if (facts.clockSynchronised().equals(Optional.of(false))) {
            advice.add(
                    new Advice(
                            "host.clock",
                            Map.of(),
                            "nothing keeps the clock right, and calls are dated by it: install"
                                    + " chrony or systemd-timesyncd"));
        }
        return advice;
    }

    private static Optional<Advice> openFiles(HostFacts facts, Configuration configuration) {
        var media = configuration.media();
        long calls = configuration.limits().calls();
        long ports = media.lastPort() - media.firstPort() + 1L;
        long needed =
                Math.min(calls * FILES_OF_MEDIA, ports)
                        + (configuration.h323().peers().isEmpty() ? 0 : calls * FILES_OF_SIGNALLING)
                        + FILES_BESIDE;
        return below(
                facts.openFiles().orElse(Long.MAX_VALUE),
                needed,
                "host.open_files",
                "too few files may be open for as many calls as limits.calls allows: raise"
                        + " LimitNOFILE in the systemd unit, or ulimit -n");
    }

    private static Optional<Advice> receiveBuffer(HostFacts facts, Configuration configuration) {
        boolean udp =
                configuration.sip().listeners().stream()
                        .anyMatch(l -> l.transport() == Transport.UDP);
        return below(
                facts.receiveBuffer().orElse(Long.MAX_VALUE),
                udp ? SipListener.UDP_BUFFER : 0,
                "host.receive_buffer",
                "a burst of SIP over UDP may be lost: raise the sysctl net.core.rmem_max");
    }

    private static Optional<Advice> below(long granted, long needed, String event, String words) {
        return granted < needed
                ? Optional.of(
                        new Advice(event, values("granted", granted, "needed", needed), words))
                : Optional.empty();
    }

    private static Optional<Advice> ports(HostFacts facts, Configuration configuration) {
        var media = new Ports(configuration.media().firstPort(), configuration.media().lastPort());
        var open =
                facts.localPorts()
                        .filter(media::overlaps)
                        .map(media::within)
                        .filter(o -> facts.reservedPorts().stream().noneMatch(r -> holds(r, o)));
        return open.map(
                o ->
                        new Advice(
                                "host.ports",
                                values("first", (long) o.first(), "last", (long) o.last()),
                                "any program may be given these ports of media.ports: choose"
                                        + " others, or name them in the sysctl"
                                        + " net.ipv4.ip_local_reserved_ports"));
    }

    private static boolean holds(Ports all, Ports some) {
        return all.first() <= some.first() && some.last() <= all.last();
    }

    private static Map<String, Object> values(String a, Object one, String b, Object other) {
        var values = new LinkedHashMap<String, Object>();
        values.put(a, one);
        values.put(b, other);
        return values;
    }
}
