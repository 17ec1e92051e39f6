package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.Extras.Edit;
import org.dragoman.core.call.Extras.Field;
import org.dragoman.gateway.rest.RouteQuestion;
import org.dragoman.gateway.route.PlannedRoutes;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules that keep, drop and set header fields.
class ChangeReaderTest {
    private final ConfigurationReader reader = new ConfigurationReader(Mappings.load());

    private ConfigurationReader.Outcome read(String headers) {
        return reader.read(
                "d.yaml",
                """
                peers:
                  a: {protocol: sip, address: 192.0.2.10}
                  b: {protocol: sip, address: 192.0.2.20}
                dial-plan:
                  - {name: tagged, from: [a], headers: [%s]}
                  - {name: out, to: [b]}
                  - {name: back, from: [b], to: [a]}
                """
                        .formatted(headers)
                        .replace("- {name: out, to", "- {name: out, from: [a], to"));
    }

    @Test
    void edits_are_read_in_order_and_explained() {
        var outcome = read("keep X-*, drop X-Secret, set X-Route gold and silver");
        assertThat(outcome.problems()).isEmpty();
        var rule = outcome.configuration().dialPlan().rules().getFirst();
        assertThat(rule.change().extras())
                .containsExactly(
                        new Edit.Keep("X-*"),
                        new Edit.Drop("X-Secret"),
                        new Edit.Put(new Field("X-Route", "gold and silver")));
        var question = new RouteQuestion("a", "7495", Optional.empty(), Optional.of(Instant.EPOCH));
        var view =
                PlannedRoutes.of(outcome.configuration())
                        .run(question, Instant.EPOCH)
                        .orElseThrow();
        assertThat(view.steps().getFirst().changes())
                .satisfiesExactly(
                        c ->
                                assertThat(List.of(c.what(), c.before(), c.after()))
                                        .containsExactly(
                                                "header X-Route", "none", "gold and silver"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep",
                "keep Via",
                "set X-A",
                "set X-* v",
                "send X-A",
                "keep X-A B",
                "drop Subject*"
            })
    void what_may_not_be_is_told_with_its_line(String edit) {
        assertThat(read(edit).problems())
                .singleElement()
                .satisfies(
                        p -> assertThat(p.toString()).startsWith("d.yaml:5: dial-plan[1].headers"));
    }
}
