package org.dragoman.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dragoman.core.route.Rule;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadTest {
    private static final String PEERS =
            """
            media: {address: 127.0.0.1}
            peers:
              old: {protocol: h323, address: 192.0.2.10}
              new: {protocol: sip, address: 192.0.2.20, setup-timeout: 30s}
            """;

    private final ConfigurationReader reader = new ConfigurationReader(Mappings.load());
    private final List<Configuration> taken = new ArrayList<>();
    @TempDir private Path folder;
    private Path file;
    private Reload reload;

    @BeforeEach
    void begin() throws IOException {
        file = Files.writeString(folder.resolve("d.yaml"), PEERS + "dial-plan: [{to: new}]\n");
        reload = new Reload(reader.read(file).configuration(), () -> reader.read(file), taken::add);
    }

    @Test
    void a_changed_plan_is_taken_up() throws IOException {
        Files.writeString(
                file,
                PEERS.replace("30s", "5s")
                        + "dial-plan: [{name: a, number: 7*, to: new}, {name: b, refuse: 21}]\n");
        var outcome = reload.reload();
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.taken()).isTrue();
        assertThat(outcome.rules()).isEqualTo(2);
        var now = taken.getFirst();
        assertThat(now.dialPlan().rules()).extracting(Rule::name).containsExactly("a", "b");
        assertThat(Map.copyOf(now.policies()).get("new").setup()).hasSeconds(5);
    }

    @Test
    void the_same_file_is_no_change_that_needs_a_restart() {
        assertThat(reload.reload().taken()).isTrue();
    }

    @Test
    void of_a_file_with_a_mistake_nothing_is_taken() throws IOException {
        Files.writeString(file, PEERS + "dial-plan: [{to: new}, {to: nobody}]\n");
        var outcome = reload.reload();
        assertThat(outcome.taken()).isFalse();
        assertThat(outcome.problems())
                .anySatisfy(p -> assertThat(p).contains("d.yaml:5: dial-plan[2].to"));
        assertThat(outcome.rules()).isEqualTo(1);
        assertThat(taken).isEmpty();
    }

    @Test
    void what_cannot_change_while_calls_go_on_is_named() throws IOException {
        Files.writeString(
                file,
                PEERS.replace("192.0.2.10", "192.0.2.11")
                        + "limits: {calls: 7}\ndial-plan: [{to: new}]\n");
        assertThat(reload.reload().problems())
                .containsExactly(
                        "what has changed needs a restart: h323, or a peer that speaks it",
                        "what has changed needs a restart: limits");
        Files.delete(file);
        assertThat(reload.reload().taken()).isFalse();
        assertThat(taken).isEmpty();
    }
}
