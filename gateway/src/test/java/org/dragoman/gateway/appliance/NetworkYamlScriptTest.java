package org.dragoman.gateway.appliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the appliance reads in a {@code network.yaml}, and what of it is told to be wrong.
class NetworkYamlScriptTest {
    private static final Path IMAGE = Path.of("../appliance-image");
    private static final Path SCRIPTS = IMAGE.resolve("system/usr/lib/dragoman/system");

    private static final String SETTINGS =
            """
            # of the machine in the cellar
            hostname: cellar # not "attic"
            hostname: "cellar-2"
            address: [192.0.2.10/24, '2001:db8::10/64']\r
            dns:
              - 192.0.2.53   # the old one
              - "192.0.2.54"
            open:
            - tcp 5080
            - udp 6000-6999
            ipv6:off
            gateway:
            """;

    private static String said(String text, String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(text.getBytes(UTF_8));
        }
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    private static String value(String key) throws Exception {
        var program = ". \"$1\"; value_in \"$2\" /dev/stdin";
        return said(SETTINGS, "bash", "-c", program, "bash", SCRIPTS + "/values", key).strip();
    }

    private static List<String> mistakes(String settings) throws Exception {
        return said(settings, SCRIPTS + "/network-mistakes").lines().toList();
    }

    @Test
    void lists_stand_in_the_line_or_below_it() throws Exception {
        assertThat(value("hostname")).isEqualTo("cellar-2");
        assertThat(value("address")).isEqualTo("192.0.2.10/24 2001:db8::10/64");
        assertThat(value("dns")).isEqualTo("192.0.2.53 192.0.2.54");
        assertThat(value("open")).isEqualTo("tcp 5080 udp 6000-6999");
        assertThat(value("ipv6")).isEqualTo("off");
        assertThat(value("gateway")).isEmpty();
        assertThat(value("ip")).isEmpty();
    }

    @Test
    void what_nobody_would_read_is_told_with_its_line() throws Exception {
        var allowed =
                "allowed are hostname, address, gateway, ipv6, dns, ntp, vlan, card, open, ssh";
        assertThat(
                        mistakes(
                                """
                                host: cellar
                                  - of a key that nobody knows
                                dns: [192.0.2.53]
                                  address: 192.0.2.10/24\r
                                dns: []
                                vlan 20
                                """))
                .satisfiesExactly(
                        one ->
                                assertThat(one)
                                        .isEqualTo(
                                                "<3>network.yaml, line 1: \"host\" is not known; "
                                                        + allowed),
                        one ->
                                assertThat(one)
                                        .startsWith(
                                                "<3>network.yaml, line 4: \"  address: 192.0.2.10/24\" is not"),
                        one ->
                                assertThat(one)
                                        .isEqualTo(
                                                "<3>network.yaml, line 5: \"dns\" stands there twice"),
                        one ->
                                assertThat(one)
                                        .startsWith(
                                                "<3>network.yaml, line 6: \"vlan 20\" is not understood"));
    }

    @Test
    void the_example_with_all_its_lines_is_right() throws Exception {
        var example = Files.readString(IMAGE.resolve("recipe/settings/network.yaml"));
        assertThat(mistakes("\ufeff" + example)).isEmpty();
        var head = example.indexOf('\n') + 1;
        assertThat(mistakes(example.substring(head).replace("\n#", "\n").substring(1))).isEmpty();
    }
}
