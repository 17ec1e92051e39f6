package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Elements;
import org.dragoman.core.call.Extras;
import org.dragoman.core.call.Extras.Edit;
import org.dragoman.core.call.Extras.Field;
import org.dragoman.core.call.Party;
import org.dragoman.core.route.Condition;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.RouteQuery;
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

    private ConfigurationReader.Outcome rule(String keys) {
        return reader.read(
                "d.yaml",
                """
                peers:
                  a: {protocol: h323, address: 192.0.2.10}
                  b: {protocol: sip, address: 192.0.2.20}
                dial-plan:
                  - {name: first, from: [a], to: [b], %s}
                  - {name: rest, from: [a], to: [b]}
                  - {name: back, from: [b], to: [a]}
                """
                        .formatted(keys));
    }

    @Test
    void information_elements_are_read_in_order() {
        var outcome = rule("number: 7*, elements: [keep user-user, drop display, set signal 01]");
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.configuration().dialPlan().rules().getFirst().change().elements())
                .containsExactly(
                        new Elements.Edit.Keep("user-user"),
                        new Elements.Edit.Drop("display"),
                        new Elements.Edit.Put(new Elements.Element("signal", "01")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keep called-party-number",
                "drop bearer-capability",
                "set signal x1",
                "set signal 011",
                "set display",
                "keep display Anna",
                "send display",
                "keep X-A"
            })
    void an_element_that_may_not_be_is_told_with_its_line(String edit) {
        assertThat(rule("number: 7*, elements: [\"" + edit + "\"]").problems())
                .singleElement()
                .satisfies(
                        p ->
                                assertThat(p.toString())
                                        .startsWith("d.yaml:5: dial-plan[1].elements"));
    }

    @Test
    void rules_match_what_a_call_carries() {
        var outcome = rule("header: [X-Customer gold*], element: [display /Shop \\d+/, user-user]");
        assertThat(outcome.problems()).isEmpty();
        var rule = outcome.configuration().dialPlan().rules().getFirst();
        assertThat(rule.when()).hasSize(4); // with from
        var request =
                CallRequest.of(Party.ofNumber("1"), Party.ofNumber("2"), Optional.empty())
                        .withExtras(
                                Extras.NONE
                                        .withReceived("x-customer", "golden")
                                        .withElements(
                                                Elements.NONE
                                                        .withReceived("display", "Shop 7")
                                                        .withReceived("user-user", "0401")));
        var query = RouteQuery.of(request, "a", Instant.EPOCH);
        assertThat(rule.when()).allMatch(c -> c.match(query) == NumberPattern.Match.YES);
        var bare = query.withRequest(request.withExtras(Extras.NONE));
        assertThat(rule.when().stream().filter(c -> c.match(bare) == NumberPattern.Match.NO))
                .hasSize(3)
                .allSatisfy(c -> assertThat(c.found(bare)).isEqualTo("none"))
                .extracting(Condition::wanted)
                .containsExactly(
                        "header X-Customer gold*",
                        "element display /Shop \\d+/",
                        "element user-user *");
    }

    @ParameterizedTest
    @ValueSource(strings = {"header: [Via x]", "header: [X-* x]", "element: [nothing]"})
    void a_condition_that_may_not_be_is_told_with_its_line(String condition) {
        assertThat(rule("number: 7*, " + condition).problems())
                .singleElement()
                .satisfies(p -> assertThat(p.toString()).startsWith("d.yaml:5: dial-plan[1]."));
    }

    @Test
    void a_rule_behind_one_that_wants_less_of_a_header_is_never_come_to() {
        var outcome =
                reader.read(
                        "d.yaml",
                        """
                        peers:
                          a: {protocol: sip, address: 192.0.2.10}
                          b: {protocol: sip, address: 192.0.2.20}
                        dial-plan:
                          - {name: gold, from: [a], header: [X-Class gold*], to: [b]}
                          - {name: golden, from: [a], header: [x-class golden], to: [b]}
                          - {name: other, from: [a], header: [X-Other golden], to: [b]}
                          - {name: back, from: [b], to: [a]}
                        """);
        assertThat(outcome.problems())
                .singleElement()
                .satisfies(
                        p ->
                                assertThat(p.toString())
                                        .startsWith("d.yaml:6: ")
                                        .contains("no call comes to it: rule gold on line 5"));
    }
}
