package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.tests.voice.Lab.SOON;

import java.util.ArrayList;
import java.util.Map;
import java.util.function.Predicate;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.SippScenario.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A program orders calls by REST: call back, hold, transfer.
@UsesLab
@Execution(ExecutionMode.CONCURRENT)
class CallBackTest {

    /// ```
    /// SIPp (first)          Dragoman               Asterisk (H.323, second)
    ///  │ INVITE               │ ◀── POST /calls          │
    ///  │◀─────────────────────│                          │
    ///  │ 180, 200             │ Setup                    │
    ///  │─────────────────────▶│─────────────────────────▶│
    ///  │                      │ Connect                  │
    ///  │   440 Hz ▶           │◀─────────────────────────│
    ///  │                      │          ◀ 1004 Hz       │
    ///  │ BYE                  │ ReleaseComplete          │
    ///  │◀─────────────────────│◀─────────────────────────│
    /// ```
    @ParameterizedTest(name = "{0}")
    @EnumSource(Setup.class)
    void sip_and_h323_connected_by_the_gateway_released_by_second(Setup setup, Lab lab)
            throws Exception {
        String number = lab.number("10");
        var first = SippScenario.callee().ring().answer().expectHangUp();
        try (var phone = lab.phone(Offer.EARLY, first);
                var rest = lab.gateway().rest()) {
            var begun = rest.begin(phone.number(), "0" + setup.ordinal() + number);
            assertThat(begun.problem()).isEmpty();
            var asterisk = lab.asterisk(setup).awaitIncoming(number, SOON);
            phone.call().phone().awaitTone(Lab.ASTERISK_HERTZ, SOON);
            asterisk.awaitTone(Lab.SIPP_HERTZ, SOON);
            asterisk.hangUp(16);
            phone.call().awaitEnd(SOON);
            asterisk.awaitEnd(SOON);
            Lab.isAsterisksTone(phone.call().phone().heard());
            Lab.isSippsTone(asterisk.heard());
            assertThat(phone.call().reason()).contains("cause=16");
            Await.until(
                    SOON,
                    "the end of the call, as the program sees it",
                    () -> is(rest, begun.id(), c -> c.endedBy().equals("callee")));
        }
    }

    /// The second party is held and taken back; then it is connected to a third, and the first
    /// one is let go.
    @Test
    void held_and_transferred_by_the_program(Lab lab) throws Exception {
        var setup = Setup.values()[0];
        String number = lab.number("10");
        String third = lab.number("10");
        var first = SippScenario.callee().ring().answer().expectHangUp();
        try (var phone = lab.phone(Offer.EARLY, first);
                var rest = lab.gateway().rest()) {
            var id = rest.begin(phone.number(), "0" + setup.ordinal() + number).id();
            var second = lab.asterisk(setup).awaitIncoming(number, SOON);
            Await.until(SOON, "both talk", () -> is(rest, id, c -> c.state().equals("talking")));
            assertThat(rest.order(id, "hold", Map.of("party", "callee"))).isEmpty();
            assertThat(rest.order(id, "resume", Map.of("party", "callee"))).isEmpty();
            assertThat(rest.order(id, "digits", Map.of("digits", "1"))).isEmpty();
            var to = Map.of("to", "0" + setup.ordinal() + third, "leaves", "callee");
            assertThat(rest.order(id, "transfer", to)).isEmpty();
            var last = lab.asterisk(setup).awaitIncoming(third, SOON);
            assertThat(second.awaitEnd(SOON)).isEqualTo(16);
            last.awaitTone(Lab.SIPP_HERTZ, SOON);
            last.hangUp(16);
            phone.call().awaitEnd(SOON);
            last.awaitEnd(SOON);
            Lab.isSippsTone(last.heard());
            Lab.isAsterisksTone(phone.call().phone().heard());
            var legs = new ArrayList<String>();
            rest.call(id).orElseThrow().legs().forEach(l -> legs.add(l.protocol()));
            assertThat(legs).containsExactly("sip", "h323", "h323");
        }
    }

    private static boolean is(RestClient rest, String id, Predicate<CallView> what) {
        try {
            return rest.call(id).filter(what).isPresent();
        } catch (RestClient.Unreachable e) {
            throw new AssertionError(e);
        }
    }
}
