package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.route.AddressRange;
import org.dragoman.core.route.Condition;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.NumberRole;
import org.dragoman.core.route.Place;
import org.dragoman.core.route.Rewrite;
import org.dragoman.core.route.Then;
import org.dragoman.core.route.TrunkGroup;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class DialPlanReaderTest {
    private static final String PEERS =
            """
            peers:
              old: {protocol: h323, address: 192.0.2.10}
              new: {protocol: sip, address: 192.0.2.20}
            """;

    private final ConfigurationReader reader = new ConfigurationReader(Mappings.load());

    private DialPlan right(String text) {
        var outcome = reader.read("d.yaml", PEERS + text);
        assertThat(outcome.problems()).isEmpty();
        return outcome.configuration().dialPlan();
    }

    private List<String> wrong(String text) {
        return reader.read("d.yaml", PEERS + text).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    @Test
    void a_rule_that_changes_and_sends() {
        var rule =
                right(
                                """
                                dial-plan:
                                  - name: national
                                    from: [old]
                                    number: /8(\\d{10})/
                                    caller: 2*
                                    rewrite: {replace: "/^8/7/", type: international}
                                    rewrite-caller: {strip: 1, prefix: 7495123}
                                    to: [new, old strip 1 prefix 810]
                                    failover-on: [34, 41]
                                    failover-after: 8s
                                """)
                        .rules()
                        .getFirst();
        assertThat(rule.name()).isEqualTo("national");
        assertThat(rule.place()).contains(new Place("d.yaml", 5));
        assertThat(rule.when())
                .containsExactly(
                        new Condition.From(Set.of("old")),
                        new Condition.Number(
                                NumberRole.CALLED, NumberPattern.expression("8(\\d{10})")),
                        new Condition.Number(NumberRole.CALLING, NumberPattern.prefix("2")));
        assertThat(rule.change().called().type()).contains(TelephoneNumber.Type.INTERNATIONAL);
        assertThat(rule.change().calling()).isEqualTo(Rewrite.NONE.withFront(1, "7495123"));
        assertThat(rule.then())
                .isEqualTo(
                        new Then.Send(
                                List.of(
                                        new Then.Target("new", Rewrite.NONE),
                                        new Then.Target("old", Rewrite.NONE.withFront(1, "810"))),
                                Set.of(34, 41),
                                Optional.of(Duration.ofSeconds(8))));
    }

    @Test
    void every_condition_and_every_change() {
        var rules =
                right(
                                """
                                dial-plan:
                                  - account: ["10*", "2001"]
                                    source: 192.0.2.0/24
                                    number-type: [national, subscriber]
                                    caller-plan: private
                                    redirected-by: "5*"
                                    during: [mon-fri 09:00-18:00, "2026-12-31"]
                                    time-zone: Europe/Moscow
                                    codec: [g729]
                                    protocol: h323
                                    rewrite: {country: RU, plan: e164}
                                    caller-name: Office
                                    presentation: restricted
                                    anonymous: on
                                  - {number: 112, refuse: 21}
                                """)
                        .rules();
        var rule = rules.getFirst();
        assertThat(rule.name()).isEqualTo("rule 1");
        assertThat(rule.when().stream().map(Condition::wanted).toList())
                .containsExactly(
                        "account 10*, 2001",
                        "source 192.0.2.0/24",
                        "number of type national, subscriber",
                        "caller of plan private",
                        "redirecting number 5*",
                        "during mon-fri 09:00-18:00 or 2026-12-31",
                        "codec g729",
                        "protocol h323");
        assertThat(rule.when())
                .contains(new Condition.Source(List.of(AddressRange.parse("192.0.2.0/24"))));
        assertThat(rule.change().called().region()).contains("RU");
        assertThat(rule.change().called().plan()).contains(TelephoneNumber.Plan.E164);
        assertThat(rule.change().name()).contains("Office");
        assertThat(rule.change().presentation()).contains(Party.Presentation.RESTRICTED);
        assertThat(rule.change().anonymous()).isTrue();
        assertThat(rule.then()).isEqualTo(new Then.GoOn());
        assertThat(rules.getLast().then()).isEqualTo(new Then.Refuse(Cause.gateway(21)));
    }

    @Test
    void groups_terms_and_emergency_numbers() {
        var plan =
                right(
                        """
                        emergency: ["112", "101"]
                        groups:
                          both:
                            peers: [new weight 3, old]
                            order: weight
                            least-answered: 30
                            most-delay: 8s
                            least-mos: 3.5
                        dial-plan:
                          - {from: [both], to: [accounts]}
                          - {to: [both]}
                        """);
        assertThat(plan.isEmergency("112")).isTrue();
        assertThat(plan.isEmergency("1123")).isFalse();
        assertThat(plan.groups().get("both"))
                .isEqualTo(
                        new TrunkGroup(
                                "both",
                                List.of(
                                        new TrunkGroup.Member("new", 3),
                                        new TrunkGroup.Member("old", 1)),
                                TrunkGroup.Order.WEIGHT,
                                new TrunkGroup.Floor(30, Optional.of(Duration.ofSeconds(8)), 3.5)));
        assertThat(plan.rules().getFirst().when())
                .containsExactly(new Condition.From(Set.of("old", "new")));
    }

    @Test
    void what_holds_for_a_peer_whichever_rule_sends_calls_there(@TempDir Path folder)
            throws IOException {
        Files.writeString(
                folder.resolve("rates.csv"),
                """
                # what old takes
                prefix,price,currency,from,until,comment
                7,0.02,EUR,,,Russia
                7495,0.01,EUR,2026-01-01,2026-06-30,
                7495,0.012,EUR,2026-07-01,,
                """);
        var file = folder.resolve("dragoman.yaml");
        Files.writeString(
                file,
                """
                peers:
                  old:
                    protocol: h323
                    address: 192.0.2.10
                    most-calls: 30
                    calls-per-second: 5
                    blocked: [7900*, "112"]
                    rates: rates.csv
                dial-plan: [{to: old}]
                """);
        var outcome = reader.read(file);
        assertThat(outcome.problems()).isEmpty();
        var terms = outcome.configuration().dialPlan().termsOf("old");
        assertThat(terms.mostCalls()).contains(30);
        assertThat(terms.callsPerSecond()).contains(5);
        assertThat(terms.blocked())
                .containsExactly(NumberPattern.prefix("7900"), NumberPattern.exactly("112"));
        assertThat(terms.rates().orElseThrow().rates().size()).isEqualTo(2);
    }

    @Test
    void mistakes_in_tables_are_told_with_their_file_and_line(@TempDir Path folder)
            throws IOException {
        Files.writeString(
                folder.resolve("rates.csv"),
                """
                prefix,price,currency,until
                7,0.02,EUR,
                7,0.03,EUR,2026-12-31
                x,1,EUR,
                8,one,EUR,
                9,1,euro,
                1,1,EUR,tomorrow
                2,1,EUR
                """);
        Files.writeString(
                folder.resolve("routes.csv"),
                "prefix,to,refuse\n7495,old,\n7495,old,\n7900,,21\n1,nobody,\n2,,\n");
        var file = folder.resolve("dragoman.yaml");
        Files.writeString(
                file,
                """
                peers:
                  old: {protocol: h323, address: 192.0.2.10, rates: rates.csv}
                dial-plan: [{table: routes.csv}, {to: old, table: none.csv}]
                """);
        var told =
                reader.read(file).problems().stream()
                        .map(Problem::toString)
                        .map(t -> t.replace(folder + "/", ""))
                        .toList();
        assertThat(told)
                .containsExactly(
                        "none.csv:1: is not there",
                        "rates.csv:3: prefix: 7 has a rate for the same days on line 2",
                        "rates.csv:4: prefix: \"x\" is wrong; allowed are digits",
                        "rates.csv:5: price: \"one\" is wrong; allowed is 0.0123",
                        "rates.csv:6: currency: \"euro\" is wrong; allowed are three letters, as EUR",
                        "rates.csv:7: until: \"tomorrow\" is wrong; allowed is a day, as 2026-12-31",
                        "rates.csv:8: 3 cells, the columns are 4",
                        "routes.csv:3: prefix: 7495 stands here twice, first on line 2",
                        "routes.csv:5: to: \"nobody\" is wrong, or refuse beside it is",
                        "routes.csv:6: to: \"\" is wrong, or refuse beside it is");
    }

    record Wrong(String text, String told) {}

    static final List<Wrong> WRONG =
            List.of(
                    new Wrong(
                            "dial-plan: [{to: [nobody]}]\n",
                            "d.yaml:4: dial-plan[1].to: \"nobody\" is wrong; allowed is one of"
                                    + " old, new, accounts"),
                    new Wrong(
                            "dial-plan: [{number: /8(?=1)/, to: new}]\n",
                            "d.yaml:4: dial-plan[1].number: \"/8(?=1)/\" is wrong"),
                    new Wrong(
                            "dial-plan: [{number: 1}]\n",
                            "d.yaml:4: dial-plan[1].to: a rule that changes nothing has one of"),
                    new Wrong(
                            "dial-plan: [{to: new, refuse: 21}]\n",
                            "d.yaml:4: dial-plan[1].to: a rule has one of \"to\", \"refuse\", \"table\""),
                    new Wrong(
                            "dial-plan: [{during: never, to: new}]\n",
                            "d.yaml:4: dial-plan[1].during: \"never\" is wrong"),
                    new Wrong(
                            "dial-plan: [{rewrite: {country: XX}}]\n",
                            "d.yaml:4: dial-plan[1].rewrite.country: \"XX\" is wrong"),
                    new Wrong(
                            "groups: {new: {peers: [old]}}\ndial-plan: [{to: old}]\n",
                            "d.yaml:4: groups.new: is the name of a peer; choose another"),
                    new Wrong(
                            "groups: {g: {peers: [old, nobody]}}\ndial-plan: [{to: old}]\n",
                            "d.yaml:4: groups.g.peers: \"nobody\" is wrong"),
                    // rules that can hardly be meant
                    new Wrong(
                            "dial-plan:\n  - {number: 7*, to: new}\n  - {number: 7495*, to: old}\n",
                            "d.yaml:6: dial-plan[2]: no call comes to it: rule rule 1 on line 5"
                                    + " takes them all"),
                    new Wrong(
                            "dial-plan:\n  - {number: 7*, to: new}\n  - {number: 7*, to: old}\n",
                            "d.yaml:6: dial-plan[2]: takes the same calls as rule rule 1 on line 5"),
                    new Wrong(
                            "dial-plan:\n  - {from: new, number: 7*, to: new}\n",
                            "d.yaml:5: dial-plan[1]: sends calls of new back to it as they came"),
                    new Wrong(
                            "groups: {g: {peers: [new]}}\n"
                                    + "dial-plan:\n  - {from: new, number: 7*, to: g}\n",
                            "d.yaml:6: dial-plan[1]: sends calls of new back to it as they came, by"
                                    + " group g"),
                    new Wrong(
                            "dial-plan:\n  - {name: a, number: 1, to: new}\n"
                                    + "  - {name: a, number: 2, to: new}\n",
                            "d.yaml:6: dial-plan[2]: the name a is also that of rule a on line 5"));

    @ParameterizedTest
    @FieldSource("WRONG")
    void mistakes_are_told_with_their_line(Wrong c) {
        assertThat(wrong(c.text())).anySatisfy(t -> assertThat(t).startsWith(c.told()));
    }

    @Test
    void a_group_with_the_caller_in_it_is_worth_a_look() {
        var outcome =
                reader.read(
                        "d.yaml",
                        PEERS
                                + "groups: {both: {peers: [old, new]}}\n"
                                + "dial-plan:\n  - {from: old, to: both}\n"
                                + "  - {from: new, to: old}\n");
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.advice().stream().map(Problem::toString).toList())
                .containsExactly(
                        "d.yaml:6: dial-plan[1]: sends calls of old back to it as they came, by group"
                                + " both");
    }

    @Test
    void advice_is_no_mistake() {
        var outcome = reader.read("d.yaml", PEERS + "dial-plan: [{from: old, to: new}]\n");
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.advice().stream().map(Problem::toString).toList())
                .containsExactly(
                        "d.yaml:4: dial-plan: no rule takes calls from new: they are refused with"
                                + " cause 3");
    }
}
