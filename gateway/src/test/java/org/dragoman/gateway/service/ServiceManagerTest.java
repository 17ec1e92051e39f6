package org.dragoman.gateway.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceManagerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final long US = 4711;

    @TempDir private Path temp;

    @Test
    void nobody_is_told_where_nobody_asked() {
        assertThat(ServiceManager.of(Map.of(), US)).isEmpty();
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", ""), US)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"notify", "vsock:2:1234", "./x"})
    void what_is_no_unix_socket_is_left_alone(String place) {
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", place), US)).isEmpty();
    }

    @Test
    void a_name_that_is_too_long_is_left_alone() {
        var place = "/" + "x".repeat(107);
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", place), US)).isEmpty();
        assertThat(ServiceManager.of(Map.of("NOTIFY_SOCKET", place.substring(1)), US)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30000000, 4711, PT30S", // sd_watchdog_enabled(3)
        "30000000, , PT30S",
        "30000000, 4712, ", // meant for another
        "0, 4711, ",
        "soon, 4711, ",
        ", 4711, "
    })
    void the_watchdog_is_heeded_where_it_is_meant_for_us(
            String micros, String process, Duration expected) {
        var environment = new HashMap<>(Map.of("NOTIFY_SOCKET", "/run/x"));
        Optional.ofNullable(micros).ifPresent(m -> environment.put("WATCHDOG_USEC", m));
        Optional.ofNullable(process).ifPresent(p -> environment.put("WATCHDOG_PID", p));
        assertThat(ServiceManager.of(environment, US).orElseThrow().watchdog())
                .isEqualTo(Optional.ofNullable(expected));
    }

    @Test
    void says_what_sd_notify_3_names() throws Exception {
        try (var listener = Listener.in(temp)) {
            says(listener);
        }
    }

    @Test
    void an_abstract_socket_is_told_as_well() throws Exception {
        try (var listener = Listener.at("@dragoman-test-" + ProcessHandle.current().pid())) {
            says(listener);
        }
    }

    private static void says(Listener listener) {
        var manager =
                ServiceManager.of(Map.of("NOTIFY_SOCKET", listener.place()), US).orElseThrow();
        assertThat(manager.ready("2 calls")).isTrue();
        assertThat(manager.alive("3 calls")).isTrue();
        assertThat(manager.status("grüßt")).isTrue();
        assertThat(manager.stopping()).isTrue();
        Eventually.isTrue(SOON, () -> listener.heard().size() == 4);
        assertThat(listener.heard())
                .containsExactly(
                        "READY=1 | STATUS=2 calls",
                        "WATCHDOG=1 | STATUS=3 calls",
                        "STATUS=grüßt",
                        "STOPPING=1 | STATUS=ends its calls");
    }

    @Test
    void a_manager_that_is_gone_holds_nothing_up() {
        var manager =
                ServiceManager.of(Map.of("NOTIFY_SOCKET", temp.resolve("none").toString()), US);
        assertThat(manager.orElseThrow().ready("")).isFalse();
    }
}
