package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.gateway.rest.FakeControl;
import org.dragoman.gateway.rest.LocalDoor;
import org.dragoman.gateway.rest.StateFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// {@code dragoman drain} as it is typed; the gateway has one call, which ends when it is waited
/// for.
class DrainCommandTest {
    @TempDir private Path temp;

    private Typed typed(String... words) {
        var all = new ArrayList<>(Arrays.asList(words));
        all.addAll(List.of("--state", temp.resolve("state").toString()));
        return Typed.of(all.toArray(String[]::new));
    }

    @Test
    void says_how_far_it_is_and_waits_until_no_call_is_left() throws Exception {
        var place = new StateFolder(temp.resolve("state")).socket();
        try (var _ = LocalDoor.open(place, new FakeControl())) {
            var begun = typed("drain");
            assertThat(begun.out()).contains("New calls are refused (4 until now); 1 call is left");
            assertThat(begun.code()).isZero();
            assertThat(typed("stats").out()).contains("draining       since").contains("1 calls");
            var waited = typed("drain", "--wait");
            assertThat(waited.out()).endsWith("(5 until now); no call is left.\n");
            assertThat(waited.code()).isZero();
            assertThat(typed("drain", "--end").out()).isEqualTo("New calls are taken.\n");
            assertThat(typed("stats").out()).doesNotContain("draining");
        }
    }

    @Test
    void a_mistake_is_told() {
        assertThat(typed("drain", "--wait", "0").code()).isEqualTo(DragomanCommand.MISTAKE);
        assertThat(typed("drain", "--wait", "5", "--end").code()).isEqualTo(2);
        assertThat(typed("drain").err()).contains("No gateway runs here");
    }
}
