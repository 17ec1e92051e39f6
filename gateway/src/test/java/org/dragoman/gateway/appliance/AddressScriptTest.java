package org.dragoman.gateway.appliance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the appliance's questions and {@code network.yaml} take for an address, and what not.
class AddressScriptTest {
    private static final Path SCRIPT =
            Path.of("../appliance-image/system/usr/lib/dragoman/system/addresses");

    private static final String RIGHT =
            """
            is_ipv4 192.0.2.1
            is_ipv4 0.0.0.0
            is_ipv6 ::
            is_ipv6 ::1
            is_ipv6 1::
            is_ipv6 1:2:3:4:5:6:7:8
            is_ipv6 1:2:3:4:5:6:7::
            is_ipv6 ::ffff:192.0.2.1
            is_ipv6 1:2:3:4:5:6:192.0.2.1
            is_ipv6 2001:DB8::10
            is_network4 192.0.2.1/24
            is_network6 2001:db8::1/64
            is_host pool.ntp.org
            is_host a
            is_host ::1
            is_peer 192.0.2.1:1721
            is_peer host:5060
            is_peer [::1]:5060
            is_peer 2001:db8::1
            """;

    private static final String WRONG =
            """
            is_ipv4 300.1.1.1
            is_ipv4 08.1.1.1
            is_ipv4 192.168.001.010
            is_ipv4 1.2.3
            is_ipv4 1.2.3.4.5
            is_ipv4 1.2.3.4\\n5
            is_ipv6 1:2:3:4:5:6:7
            is_ipv6 1:2:3:4:5:6:7:8:9
            is_ipv6 1:2:3:4:5:6:7:8::
            is_ipv6 1:2:3:4::5:6:7:8
            is_ipv6 1:2:3:4:5:6:7:192.0.2.1
            is_ipv6 1::2::3
            is_ipv6 :::
            is_ipv6 :1
            is_ipv6 1:
            is_ipv6 12345::
            is_ipv6 g::1
            is_ipv6 ::ffff:300.0.2.1
            is_ipv6 192.0.2.1
            is_network4 300.1.1.1/99
            is_network4 192.0.2.1/33
            is_network4 192.0.2.1/0
            is_network4 192.0.2.1/08
            is_network4 192.000.2.1/24
            is_network4 192.0.2.1
            is_network4 dhcp
            is_network6 2001:db8::1/129
            is_network6 192.0.2.1/24
            is_host 300.1.1.1
            is_host -a
            is_host a-
            is_peer host:0
            is_peer host:70000
            is_peer [::g]:1
            is_peer [::1]:0
            is_peer [2001:db8::1]:70000
            is_peer [1:2:3:4:5:6:7:8]:70000
            is_peer a"b
            """;

    /// Each line's test and text, and what the test says.
    private static List<String> asked(String lines) throws Exception {
        var program =
                ". \"$1\"; while read -r test text; do"
                        + " if \"$test\" \"$(printf %b \"$text\")\"; then echo \"yes $test $text\";"
                        + " else echo \"no $test $text\"; fi; done";
        var bash =
                new ProcessBuilder("bash", "-c", program, "bash", SCRIPT.toString())
                        .redirectErrorStream(true)
                        .start();
        try (var in = bash.getOutputStream()) {
            in.write(lines.getBytes(UTF_8));
        }
        var said = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).isZero();
        return said.lines().toList();
    }

    @Test
    void addresses_are_taken() throws Exception {
        assertThat(asked(RIGHT)).isEqualTo(RIGHT.lines().map(l -> "yes " + l).toList());
    }

    @Test
    void what_is_none_is_not() throws Exception {
        assertThat(asked(WRONG)).isEqualTo(WRONG.lines().map(l -> "no " + l).toList());
    }
}
