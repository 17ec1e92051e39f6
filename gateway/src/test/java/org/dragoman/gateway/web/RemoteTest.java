package org.dragoman.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.gateway.cli.Typed;
import org.dragoman.gateway.rest.ApiToken;
import org.dragoman.gateway.rest.FakeControl;
import org.dragoman.gateway.rest.Remote;
import org.dragoman.gateway.rest.RestRoutes;
import org.dragoman.gateway.rest.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The command line rules a gateway on another machine: by HTTPS, with a token, and with the
/// fingerprint of a certificate that no authority vouches for.
@Timeout(60)
class RemoteTest {
    private final FakeControl control = new FakeControl();
    @TempDir private Path temp;
    private WebEdge edge;

    @BeforeEach
    void start() throws Exception {
        var tokens = List.of(token("all", Scope.values()), token("look", Scope.READ));
        edge =
                LoopbackEdge.start(
                        temp, List.of(new RestRoutes(control, tokens, new FakeTime())::accept));
    }

    private static ApiToken token(String name, Scope... scopes) {
        return new ApiToken(name, ApiToken.hash(name), Set.of(scopes));
    }

    @AfterEach
    void end() {
        edge.close();
    }

    private Typed remote(String token, String... arguments) {
        var all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--url", edge.urls().getFirst() + "/", "--token", token));
        all.addAll(List.of("--fingerprint", edge.fingerprint().orElseThrow()));
        return Typed.of(all.toArray(String[]::new));
    }

    @Test
    void sees_and_rules_it() {
        assertThat(remote("all", "calls").out()).contains("0123456789ab", "1001 at old-gateway");
        assertThat(remote("all", "hangup", "0123456789ab").code()).isZero();
        assertThat(control.hungUp()).containsExactly("0123456789ab");
    }

    @Test
    void a_wrong_token_and_one_that_is_not_good_for_it_are_told() {
        var wrong = remote("wrong", "calls");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("does not know the token, or it has expired.");
        var weak = remote("look", "hangup", "0123456789ab");
        assertThat(weak.code()).isEqualTo(2);
        assertThat(weak.err()).contains("it needs the scope control.");
        assertThat(control.hungUp()).isEmpty();
    }

    @Test
    void a_certificate_that_nobody_vouches_for_is_told_with_what_to_do() {
        var shown = edge.fingerprint().orElseThrow();
        var url = edge.urls().getFirst();
        var unknown = Typed.of("calls", "--url", url, "--token", "all");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .contains("no authority that this machine believes", "--fingerprint " + shown);
        var other = "00".repeat(32);
        var wrong = Typed.of("calls", "--url", url, "--token", "all", "--fingerprint", other);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("another certificate than --fingerprint says", shown);
    }

    @Test
    void a_web_server_without_the_call_api_is_told() throws Exception {
        edge.close();
        edge = LoopbackEdge.start(temp, List.of());
        assertThat(remote("all", "calls").err()).contains("There is no call API at https://");
    }

    @Test
    void nobody_there_and_two_gateways_at_once_are_told() throws Exception {
        int port;
        try (var gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        var nobody = Typed.of("calls", "--url", "https://127.0.0.1:" + port, "--token", "all");
        assertThat(nobody.code()).isEqualTo(2);
        assertThat(nobody.err()).startsWith("Nobody answers at https://127.0.0.1:" + port);
        assertThat(Typed.of("calls", "--url", "https://127.0.0.1:8443", "--state", "/tmp").err())
                .contains("--url is another machine's");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://gateway.example|t|would read the token",
                "http://127.0.0.1.example|t|would read the token",
                "gateway.example|t|does not say where a gateway is",
                "https://gateway.example/api|t|does not say where a gateway is",
                "https://user@gateway.example|t|does not say where a gateway is",
                "https://|t|does not say where a gateway is",
                "ftp://gateway.example|t|does not say where a gateway is",
                "https://gateway.example|''|wants a token",
                "https://gateway.example|a b|wants a token"
            })
    void what_names_no_gateway_is_refused_before_anything_is_sent(
            String url, String token, String why) {
        assertThatThrownBy(() -> Remote.of(url, token, Optional.empty()))
                .isInstanceOf(Remote.Mistake.class)
                .hasMessageContaining(why);
        assertThat(Typed.of("calls", "--url", url, "--token", token).code()).isEqualTo(2);
    }

    @Test
    void what_is_no_fingerprint_is_refused() {
        assertThatThrownBy(() -> Remote.of("https://a.example", "t", Optional.of("12:34")))
                .isInstanceOf(Remote.Mistake.class)
                .hasMessageContaining("64 hexadecimal digits");
    }
}
