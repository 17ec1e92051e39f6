package org.dragoman.core.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RouterTest {
    private static final Router ROUTER =
            new Router(
                    DialPlan.of(
                            Rule.refuse("no-fun", NumberPattern.prefix("7900"), Cause.gateway(21)),
                            Rule.to("emergency", NumberPattern.exactly("112"), "pstn"),
                            Rule.to(
                                            "moscow",
                                            NumberPattern.expression("7495(\\d{7})"),
                                            "sip",
                                            "pstn")
                                    .from("old-gateway")
                                    .rewritingCalled(
                                            Rewrite.substitute("7495(\\d{7})", "$1")
                                                    .withType(TelephoneNumber.Type.SUBSCRIBER)),
                            Rule.to("rest", NumberPattern.prefix("8"), "pstn")
                                    .from("old-gateway", "phone")
                                    .rewritingCalled(Rewrite.strip(1))
                                    .rewritingCalling(Rewrite.prefix("99"))));

    record Dial(String number, boolean complete, String ingress, String expected) {}

    static final List<Dial> DIALS =
            List.of(
                    new Dial("112", true, "anywhere", "pstn:112"),
                    new Dial("74951234567", true, "old-gateway", "sip:1234567 pstn:1234567"),
                    new Dial("74951234567", true, "phone", "refused 1"),
                    new Dial("749512345", true, "old-gateway", "refused 1"),
                    new Dial("79001", true, "old-gateway", "refused 21"),
                    new Dial("8123", true, "phone", "pstn:123"),
                    new Dial("8", true, "phone", "pstn:"),
                    new Dial("3", true, "phone", "refused 1"),
                    // overlap: ask while further digits could still decide otherwise
                    new Dial("", false, "phone", "needs digits"),
                    new Dial("7", false, "old-gateway", "needs digits"),
                    new Dial("7495", false, "old-gateway", "needs digits"),
                    new Dial("74951234567", false, "old-gateway", "sip:1234567 pstn:1234567"),
                    new Dial("11", false, "phone", "needs digits"),
                    new Dial("8", false, "phone", "pstn:"),
                    new Dial("3", false, "phone", "refused 1"));

    @ParameterizedTest
    @FieldSource("DIALS")
    void routes(Dial c) {
        var routing = ROUTER.route(query(request(c.number(), c.complete()), c.ingress()));
        assertThat(text(routing)).isEqualTo(c.expected());
    }

    @Test
    void tellsAnUnknownTrunkFromAnUnknownNumber() {
        var router = new Router(DialPlan.of(Rule.to("a", NumberPattern.any(), "b").from("c")));
        assertThat(text(router.route(query(request("1", true), "d")))).isEqualTo("refused 3");
    }

    @Test
    void takesAHopAndRewritesBothNumbers() {
        var routing = (Routing.To) ROUTER.route(query(request("8123", true), "phone"));
        var sent = routing.targets().getFirst().request();
        assertThat(sent.maxForwards()).isEqualTo(CallRequest.MAX_FORWARDS - 1);
        assertThat(sent.from().digits()).isEqualTo("99100");
        assertThat(routing.failover()).isEqualTo(Rule.FAILOVER);
        assertThat(routing.rule()).isEqualTo("rest");
    }

    @Test
    void endsCircles() {
        var tired = request("112", true).withMaxForwards(0);
        assertThat(text(ROUTER.route(query(tired, "x")))).isEqualTo("refused 25");
    }

    /// H33: an alias is no number, and no address either.
    @Test
    void routesByAliasAndUri() {
        var router = new Router(DialPlan.of(Rule.to("a", NumberPattern.exactly("alice"), "b")));
        var byAlias = CallRequest.of(Party.UNKNOWN, alias("alice"), Optional.empty());
        var byUri =
                CallRequest.of(
                        Party.UNKNOWN, Party.UNKNOWN.withUri("sip:alice@x"), Optional.empty());
        var notUser =
                CallRequest.of(Party.UNKNOWN, Party.UNKNOWN.withUri("sip:alice"), Optional.empty());
        assertThat(text(router.route(query(byAlias, "x")))).isEqualTo("b:");
        assertThat(text(router.route(query(byUri, "x")))).isEqualTo("b:");
        assertThat(text(router.route(query(notUser, "x")))).isEqualTo("refused 1");
    }

    @Test
    void refusesWhatARewriteSpoils() {
        var router =
                new Router(
                        DialPlan.of(
                                Rule.to("a", NumberPattern.any(), "b")
                                        .rewritingCalled(Rewrite.prefix("1"))));
        var alice = CallRequest.of(Party.UNKNOWN, alias("alice"), Optional.empty());
        assertThat(text(router.route(query(alice, "x")))).isEqualTo("refused 28");
    }

    @Test
    void aRewrittenNumberLeavesNoTraceOfTheOld() {
        var party = Party.ofNumber("123").withUri("sip:123@x").withAliases(List.of("123"));
        var changed = Rewrite.prefix("9").apply(party, NationalPlans.NONE).orElseThrow();
        assertThat(changed.digits()).isEqualTo("9123");
        assertThat(changed.uri()).isEmpty();
        assertThat(changed.aliases()).isEmpty();
        assertThat(Rewrite.NONE.apply(party, NationalPlans.NONE)).contains(party);
    }

    @Test
    void refusesRulesThatSayNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rule.to("nowhere", NumberPattern.any()))
                .withMessageContaining("nowhere");
        assertThatIllegalArgumentException().isThrownBy(() -> Rewrite.strip(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> Rewrite.prefix("+7"));
    }

    @Test
    void matchesByCaller() {
        var rule = Rule.to("a", NumberPattern.any(), "b");
        var limited = rule.and(new Condition.Number(NumberRole.CALLING, NumberPattern.prefix("5")));
        var router = new Router(DialPlan.of(limited));
        assertThat(text(router.route(query(request("1", true), "x")))).isEqualTo("refused 1");
        var other = request("1", true).withFrom(Party.ofNumber("501"));
        assertThat(text(router.route(query(other, "x")))).isEqualTo("b:1");
    }

    private static Party alias(String name) {
        return Party.UNKNOWN.withAliases(List.of(name));
    }

    private static RouteQuery query(CallRequest request, String ingress) {
        return RouteQuery.of(request, ingress, Instant.EPOCH);
    }

    private static CallRequest request(String number, boolean complete) {
        return new CallRequest(
                Party.ofNumber("100"),
                Party.ofNumber(number),
                List.of(),
                complete,
                Optional.empty(),
                CallRequest.MAX_FORWARDS);
    }

    private static String text(Routing routing) {
        return switch (routing) {
            case Routing.To to ->
                    String.join(
                            " ",
                            to.targets().stream()
                                    .map(t -> t.trunk() + ":" + t.request().to().digits())
                                    .toList());
            case Routing.Refused refused -> "refused " + refused.cause().q850();
            case Routing.NeedsDigits _ -> "needs digits";
            case Routing.Asking _ -> "asks";
        };
    }
}
