package org.dragoman.gateway.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.host.HostAdvice.Advice;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostAdviceTest {
    private static final HostFacts GENEROUS =
            new HostFacts(
                    OptionalLong.of(524_288),
                    OptionalLong.of(16 << 20),
                    Optional.of(new Ports(32_768, 60_999)),
                    List.of(),
                    Optional.of(true));

    private static final String SIP_ONLY =
            """
            peers:
              a: {protocol: sip, address: 192.0.2.1}
              b: {protocol: sip, address: 192.0.2.2}
            """;

    @TempDir private Path proc;

    private static Configuration configured(String yaml) {
        var outcome = new ConfigurationReader(Mappings.load()).read("test", yaml);
        assertThat(outcome.problems()).isEmpty();
        return outcome.configuration();
    }

    private static List<Advice> advice(HostFacts facts, String yaml) {
        return HostAdvice.of(facts, configured(yaml));
    }

    private static HostFacts withFiles(long files) {
        return new HostFacts(
                OptionalLong.of(files),
                GENEROUS.receiveBuffer(),
                GENEROUS.localPorts(),
                GENEROUS.reservedPorts(),
                GENEROUS.clockSynchronised());
    }

    private static HostFacts withBuffer(long bytes) {
        return new HostFacts(
                GENEROUS.openFiles(),
                OptionalLong.of(bytes),
                GENEROUS.localPorts(),
                GENEROUS.reservedPorts(),
                GENEROUS.clockSynchronised());
    }

    private static HostFacts withReserved(Ports... reserved) {
        return new HostFacts(
                GENEROUS.openFiles(),
                GENEROUS.receiveBuffer(),
                GENEROUS.localPorts(),
                List.of(reserved),
                GENEROUS.clockSynchronised());
    }

    @Test
    void a_generous_machine_needs_no_advice() {
        assertThat(advice(GENEROUS, "")).isEmpty();
    }

    @Test
    void what_is_not_known_is_no_reason_to_complain() {
        var unknown =
                new HostFacts(
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty());
        assertThat(advice(unknown, "media: {ports: 20000-40000}")).isEmpty();
    }

    @Test
    void open_files_are_four_of_media_a_call_and_two_of_h323() {
        var sipOnly = SIP_ONLY + "limits: {calls: 1000}";
        assertThat(advice(withFiles(4_200), sipOnly)).isEmpty();
        assertThat(advice(withFiles(4_199), sipOnly))
                .singleElement()
                .satisfies(a -> assertThat(a.event()).isEqualTo("host.open_files"))
                .satisfies(
                        a ->
                                assertThat(a.values())
                                        .isEqualTo(Map.of("granted", 4_199L, "needed", 4_200L)));
        var h323 =
                SIP_ONLY.replace(
                                "protocol: sip, address: 192.0.2.1",
                                "protocol: h323, address: 192.0.2.1")
                        + "limits: {calls: 1000}";
        assertThat(advice(withFiles(6_200), h323)).isEmpty();
        assertThat(advice(withFiles(6_199), h323)).hasSize(1);
    }

    @Test
    void no_more_files_are_needed_than_there_are_ports() {
        var few = SIP_ONLY + "media: {ports: 20000-20399}";
        assertThat(advice(withFiles(600), few)).isEmpty();
    }

    @Test
    void the_buffer_matters_to_sip_over_udp_only() {
        assertThat(advice(withBuffer(212_992), "")) // Debian's
                .extracting(Advice::event)
                .containsExactly("host.receive_buffer");
        assertThat(advice(withBuffer(212_992), "sip: {listen: \"tcp 127.0.0.1:5060\"}")).isEmpty();
    }

    @Test
    void media_ports_that_any_program_may_get_are_named() {
        var overlapping = "media: {ports: 30000-35000}";
        assertThat(advice(GENEROUS, overlapping))
                .containsExactly(
                        new Advice(
                                "host.ports",
                                Map.of("first", 32_768L, "last", 35_000L),
                                "any program may be given these ports of media.ports: choose"
                                        + " others, or name them in the sysctl"
                                        + " net.ipv4.ip_local_reserved_ports"));
        assertThat(advice(withReserved(new Ports(1, 2), new Ports(32_000, 35_000)), overlapping))
                .isEmpty();
        assertThat(advice(withReserved(new Ports(33_000, 35_000)), overlapping)).hasSize(1);
    }

    @Test
    void a_clock_that_nothing_keeps_is_told() {
        var drifting =
                new HostFacts(
                        GENEROUS.openFiles(),
                        GENEROUS.receiveBuffer(),
                        GENEROUS.localPorts(),
                        List.of(),
                        Optional.of(false));
        assertThat(advice(drifting, "")).extracting(Advice::event).containsExactly("host.clock");
    }

    /// A file of sysctl has its whole text for the first read only.
    @Test
    void what_the_kernel_says_is_read_whole() {
        var facts = HostFacts.read(Path.of("/proc"));
        assertThat(facts.localPorts()).isPresent();
        facts.receiveBuffer().ifPresent(bytes -> assertThat(bytes).isGreaterThan(4096));
    }

    @Test
    void the_kernel_is_read_as_it_writes() throws Exception {
        Files.createDirectories(proc.resolve("self"));
        Files.createDirectories(proc.resolve("sys/net/core"));
        Files.createDirectories(proc.resolve("sys/net/ipv4"));
        Files.writeString(
                proc.resolve("self/limits"),
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             unlimited            unlimited            processes
                Max open files            1024                 524288               files
                """);
        Files.writeString(proc.resolve("sys/net/core/rmem_max"), "212992\n");
        var ipv4 = proc.resolve("sys/net/ipv4");
        Files.writeString(ipv4.resolve("ip_local_port_range"), "32768\t60999\n");
        Files.writeString(ipv4.resolve("ip_local_reserved_ports"), "8080,10000-10010\n");
        var facts = HostFacts.read(proc);
        assertThat(facts.openFiles()).hasValue(1_024);
        assertThat(facts.receiveBuffer()).hasValue(212_992);
        assertThat(facts.localPorts()).contains(new Ports(32_768, 60_999));
        assertThat(facts.reservedPorts())
                .containsExactly(new Ports(8_080, 8_080), new Ports(10_000, 10_010));
        assertThat(facts.clockSynchronised()).isPresent(); // this machine's
    }

    @Test
    void what_the_kernel_does_not_tell_is_absent() {
        var facts = HostFacts.read(proc);
        assertThat(facts.openFiles()).isEmpty();
        assertThat(facts.receiveBuffer()).isEmpty();
        assertThat(facts.localPorts()).isEmpty();
        assertThat(facts.reservedPorts()).isEmpty();
    }
}
