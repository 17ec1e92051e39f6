package org.dragoman.gateway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dragoman.gateway.Gateway;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.GatewayControl;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.media.testing.Eventually;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A real call from an H.323 endpoint that has IPv6 alone to a SIP phone that has IPv4 alone.
class Ipv6CallTest {
    @TempDir private Path state;

    private record Asked(GatewayControl control) implements Demonstration.Gateway {
        @Override
        public List<CallView> calls() {
            return control.calls();
        }

        @Override
        public Optional<CallView> call(String id) {
            return control.call(id);
        }
    }

    /// ::1 is all there is of IPv6 loopback, and its usual port may be taken.
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.getLocalPort();
        }
    }

    @ParameterizedTest
    @CsvSource({"on, tunnelled", "on, separate", "off, tunnelled", "off, separate"})
    void an_h323_caller_by_ipv6_talks_to_a_sip_phone_by_ipv4(String fastStart, String h245)
            throws Exception {
        var mappings = Mappings.load();
        var here = DemoStage.ownLoopback(new Random());
        var text =
                """
                h323: {listen: "[::1]:PORT"}
                sip: {listen: ["udp IPV4:5060"]}
                media: {address: IPV4, ports: 21000-21999}
                rest: {listen: "127.0.0.1:0"}
                peers:
                  demo-gateway:
                    protocol: h323
                    address: "[::1]:1721"
                    media-address: "::1"
                    fast-start: FAST
                    h245: H245
                  demo-phone: {protocol: sip, address: "IPV4:5062"}
                """
                        .replace("PORT", Integer.toString(freePort()))
                        .replace("IPV4", here.getHostAddress())
                        .replace("FAST", fastStart)
                        .replace("H245", h245);
        var read = new ConfigurationReader(mappings).read("ipv6", text);
        assertThat(read.problems()).isEmpty();
        try (var gateway =
                Gateway.start(
                        read.configuration(),
                        mappings,
                        InstantSource.system(),
                        new StateFolder(state))) {
            var control = gateway.control();
            var found = DemoStage.of(control.gateway()).orElseThrow();
            var stage =
                    new Demonstration.Stage(
                            found.gatewayH323(),
                            found.gatewaySip(),
                            new InetSocketAddress("::1", 0),
                            new InetSocketAddress(here, 5_062));
            var result =
                    new Demonstration(stage, new Asked(control), mappings, InstantSource.system())
                            .run();
            assertThat(result.findings()).allMatch(Demonstration.Finding::asExpected);
            Eventually.isTrue(Duration.ofSeconds(10), () -> control.calls().isEmpty());
        }
    }
}
