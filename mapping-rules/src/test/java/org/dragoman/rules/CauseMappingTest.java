package org.dragoman.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Cause.Location;
import org.dragoman.core.call.Cause.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

class CauseMappingTest {
    private static final Mappings MAPPINGS = Mappings.load();

    record FromSip(Preset preset, int status, int q850) {}

    static final List<FromSip> FROM_SIP =
            List.of(
                    new FromSip(Preset.RFC3398, 404, 1),
                    new FromSip(Preset.RFC3398, 408, 102),
                    new FromSip(Preset.RFC3398, 480, 18),
                    new FromSip(Preset.RFC3398, 486, 17),
                    new FromSip(Preset.RFC3398, 488, 31),
                    new FromSip(Preset.RFC3398, 503, 41),
                    new FromSip(Preset.RFC3398, 600, 17),
                    new FromSip(Preset.RFC3398, 603, 21),
                    new FromSip(Preset.RFC3398, 302, 31),
                    new FromSip(Preset.RFC3398, 499, 31),
                    new FromSip(Preset.RFC4497, 416, 31),
                    new FromSip(Preset.ASTERISK, 408, 18),
                    new FromSip(Preset.ASTERISK, 480, 19),
                    new FromSip(Preset.ASTERISK, 488, 58),
                    new FromSip(Preset.ASTERISK, 499, 127),
                    new FromSip(Preset.ASTERISK, 599, 34),
                    new FromSip(Preset.FREESWITCH, 488, 88),
                    new FromSip(Preset.FREESWITCH, 604, 3));

    record ToSip(Preset preset, int q850, Location location, int status) {}

    static final List<ToSip> TO_SIP =
            List.of(
                    new ToSip(Preset.RFC3398, 1, Location.USER, 404),
                    new ToSip(Preset.RFC3398, 16, Location.USER, 480),
                    new ToSip(Preset.RFC3398, 17, Location.TRANSIT_NETWORK, 486),
                    new ToSip(Preset.RFC3398, 21, Location.USER, 603),
                    new ToSip(Preset.RFC3398, 21, Location.TRANSIT_NETWORK, 403),
                    new ToSip(Preset.RFC3398, 47, Location.USER, 503),
                    new ToSip(Preset.RFC3398, 99, Location.USER, 500),
                    new ToSip(Preset.RFC4497, 69, Location.USER, 501),
                    new ToSip(Preset.RFC4497, 26, Location.USER, 500),
                    new ToSip(Preset.ASTERISK, 21, Location.USER, 403),
                    new ToSip(Preset.ASTERISK, 38, Location.USER, 500),
                    new ToSip(Preset.ASTERISK, 16, Location.USER, 603),
                    new ToSip(Preset.FREESWITCH, 21, Location.TRANSIT_NETWORK, 603),
                    new ToSip(Preset.FREESWITCH, 25, Location.USER, 483),
                    new ToSip(Preset.FREESWITCH, 47, Location.USER, 480));

    @ParameterizedTest
    @FieldSource("FROM_SIP")
    void mapsFinalResponses(FromSip c) {
        var cause = MAPPINGS.causes(c.preset()).causeOfSipStatus(c.status()).value();
        assertThat(cause.q850()).isEqualTo(c.q850());
        assertThat(cause.origin()).isEqualTo(Origin.MAPPED);
        assertThat(cause.protocolCode()).isEqualTo("SIP " + c.status());
        assertThat(cause.location())
                .isEqualTo(c.status() >= 600 ? Location.USER : Location.BEYOND_INTERWORKING);
    }

    @ParameterizedTest
    @FieldSource("TO_SIP")
    void mapsCauses(ToSip c) {
        var cause = Cause.signalled(c.q850(), c.location(), "H.225 x");
        assertThat(MAPPINGS.causes(c.preset()).sipStatusOf(cause).value()).isEqualTo(c.status());
    }

    /// H30: a numeric cause passes end to end, whatever the tables say.
    @ParameterizedTest
    @EnumSource(Preset.class)
    void passesEveryStatedCauseUnchanged(Preset preset) {
        var causes = MAPPINGS.causes(preset);
        for (int q850 = 1; q850 <= 127; q850++) {
            var stated = OptionalInt.of(q850);
            var none = OptionalInt.empty();
            assertThat(
                            List.of(
                                    causes.causeOfSipStatus(480, stated, none).value(),
                                    causes.causeOfSipRequest("BYE", stated).value(),
                                    causes.causeOfRelease(stated, Location.USER, "inConf").value()))
                    .extracting(Cause::q850)
                    .containsOnly(q850);
        }
    }

    @Test
    void ignoresWhatIsNoCause() {
        var causes = MAPPINGS.causes(Preset.RFC3398);
        var nonsense = OptionalInt.of(200);
        assertThat(causes.causeOfSipStatus(486, nonsense, OptionalInt.empty()).value().q850())
                .isEqualTo(17);
        assertThat(causes.causeOfSipRequest("BYE", OptionalInt.of(0)).value().q850()).isEqualTo(16);
    }

    @Test
    void readsTheWarningOfANotAcceptable() {
        var causes = MAPPINGS.causes(Preset.RFC3398);
        var none = OptionalInt.empty();
        assertThat(causes.causeOfSipStatus(488, none, OptionalInt.of(305)).value().q850())
                .isEqualTo(65);
        assertThat(causes.causeOfSipStatus(488, none, OptionalInt.of(399)).value().q850())
                .isEqualTo(31);
    }

    record Reason(String reason, int q850) {}

    /// H.225.0 Table 5.
    static final List<Reason> REASONS =
            List.of(
                    new Reason("noBandwidth", 34),
                    new Reason("gatekeeperResources", 47),
                    new Reason("unreachableDestination", 3),
                    new Reason("destinationRejection", 16),
                    new Reason("invalidRevision", 88),
                    new Reason("unreachableGatekeeper", 38),
                    new Reason("gatewayResources", 42),
                    new Reason("badFormatAddress", 28),
                    new Reason("adaptiveBusy", 41),
                    new Reason("inConf", 17),
                    new Reason("undefinedReason", 31),
                    new Reason("calledPartyNotRegistered", 20));

    @ParameterizedTest
    @FieldSource("REASONS")
    void mapsReleaseReasonsBothWays(Reason c) {
        var causes = MAPPINGS.causes(Preset.RFC3398);
        assertThat(causes.causeOfReleaseReason(c.reason()).value().q850()).isEqualTo(c.q850());
        assertThat(causes.releaseReasonOf(Cause.gateway(c.q850())).value()).isEqualTo(c.reason());
    }

    @Test
    void takesReasonsItDoesNotKnow() {
        var causes = MAPPINGS.causes(Preset.RFC3398);
        assertThat(causes.causeOfReleaseReason("somethingNew").value().q850()).isEqualTo(31);
        assertThat(causes.causeOfReleaseReason("").value().q850()).isEqualTo(31);
        assertThat(causes.releaseReasonOf(Cause.gateway(99)).value()).isEqualTo("undefinedReason");
    }

    record Through(int status, int reaches) {}

    /// Between two SIP legs a status stays, unless it speaks of one hop only.
    static final List<Through> THROUGH =
            List.of(
                    new Through(403, 403),
                    new Through(480, 480),
                    new Through(486, 486),
                    new Through(500, 500),
                    new Through(503, 503),
                    new Through(603, 603),
                    new Through(401, 403),
                    new Through(407, 403),
                    new Through(408, 504),
                    new Through(481, 503),
                    new Through(487, 480),
                    new Through(302, 480));

    @ParameterizedTest
    @FieldSource("THROUGH")
    void leavesAStatusAsItWasBetweenSipLegs(Through c) {
        var causes = MAPPINGS.causes(Preset.RFC3398);
        var cause = causes.causeOfSipStatus(c.status()).value();
        assertThat(causes.sipStatusOf(cause).value()).isEqualTo(c.reaches());
    }

    @Test
    void tellsWhichRowSaidSo() {
        var mapped = MAPPINGS.causes(Preset.RFC3398).causeOfSipStatus(486);
        assertThat(mapped.why())
                .startsWith("486 * 17 ")
                .contains("RFC 3398 §8.2.6.1")
                .containsPattern("rules/rfc3398/sip-status-to-cause.csv:\\d+");
    }
}
