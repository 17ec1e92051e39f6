package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.core.call.Scripts.CALLER;
import static org.dragoman.core.call.Scripts.FIRST;
import static org.dragoman.core.call.Scripts.PCMU;
import static org.dragoman.core.call.Scripts.answered;
import static org.dragoman.core.call.Scripts.happened;
import static org.dragoman.core.call.Scripts.offered;
import static org.dragoman.core.call.Scripts.routed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// A call that becomes a fax, and one again.
class CallFaxTest {
    private static final FaxRelay MODERN =
            new FaxRelay(
                    3,
                    33_600,
                    FaxRelay.Rates.TRANSFERRED_TCF,
                    OptionalInt.of(2_000),
                    OptionalInt.of(400),
                    Optional.of(FaxRelay.ErrorCorrection.FEC),
                    true,
                    true,
                    true);
    private static final MediaDescription OFFER = MediaDescription.of(MODERN);
    private static final MediaDescription ANSWER = MediaDescription.of(FaxRelay.PLAIN);
    private static final MediaDescription ALAW = MediaDescription.of(Codec.PCMA).withData(true);
    private static final MediaDescription LAWS =
            MediaDescription.of(Codec.PCMU, Codec.PCMA).withData(true);
    private static final MediaDescription OTHER_LAWS =
            MediaDescription.of(Codec.PCMA, Codec.PCMU).withData(true);
    private static final Cause REFUSED = Cause.signalled(65, Cause.Location.USER, "SIP 488");

    record Case(String name, List<CallInput> inputs, List<CallOutput> orders, Phase end) {}

    static final List<Case> CASES =
            List.of(
                    new Case(
                            "the parameters of the one who wants it reach the other untouched",
                            talking(wants(FIRST, OFFER)),
                            List.of(order(CALLER, new LegCommand.OfferMedia(OFFER))),
                            Phase.TALKING),
                    new Case(
                            "and those of the answer come back",
                            talking(wants(FIRST, OFFER), takes(CALLER, ANSWER)),
                            List.of(order(FIRST, new LegCommand.AnswerMedia(ANSWER))),
                            Phase.TALKING),
                    new Case(
                            "a refusal comes back, and who refused is asked for G.711",
                            refused(),
                            List.of(
                                    order(FIRST, new LegCommand.RefuseMedia(REFUSED)),
                                    order(CALLER, new LegCommand.OfferMedia(LAWS))),
                            Phase.TALKING),
                    new Case(
                            "then who wanted the fax, for the same law",
                            refused(takes(CALLER, ALAW)),
                            List.of(order(FIRST, new LegCommand.OfferMedia(OTHER_LAWS))),
                            Phase.TALKING),
                    new Case(
                            "and nobody is told of that",
                            refused(takes(CALLER, ALAW), takes(FIRST, ALAW)),
                            List.of(),
                            Phase.TALKING),
                    new Case(
                            "the codecs in use are known then: a refresh ends here",
                            refused(takes(CALLER, ALAW), takes(FIRST, ALAW), wants(FIRST, ALAW)),
                            List.of(order(FIRST, new LegCommand.AnswerMedia(ALAW))),
                            Phase.TALKING),
                    new Case(
                            "who wanted it asks for sound itself meanwhile",
                            refused(wants(FIRST, PCMU)),
                            List.of(),
                            Phase.TALKING),
                    new Case(
                            "and has the other side's answer",
                            refused(wants(FIRST, PCMU), takes(CALLER, ALAW)),
                            List.of(order(FIRST, new LegCommand.AnswerMedia(PCMU.withData(true)))),
                            Phase.TALKING),
                    new Case(
                            "who refuses that too keeps its sound, and so does the other",
                            refused(happened(new LegEvent.MediaRefused(CALLER, REFUSED))),
                            List.of(),
                            Phase.TALKING),
                    new Case(
                            "and it is not tried again",
                            refused(
                                    happened(new LegEvent.MediaRefused(CALLER, REFUSED)),
                                    wants(FIRST, OFFER),
                                    happened(new LegEvent.MediaRefused(CALLER, REFUSED))),
                            List.of(order(FIRST, new LegCommand.RefuseMedia(REFUSED))),
                            Phase.TALKING),
                    new Case(
                            "sound for an answer is no answer",
                            talking(wants(FIRST, OFFER), takes(CALLER, PCMU)),
                            List.of(
                                    order(
                                            FIRST,
                                            new LegCommand.RefuseMedia(
                                                    Cause.BEARER_NOT_IMPLEMENTED))),
                            Phase.TALKING),
                    new Case(
                            "back to sound: passed on although it is the codec of before",
                            fax(wants(CALLER, PCMU)),
                            List.of(
                                    order(
                                            FIRST,
                                            new LegCommand.OfferMedia(
                                                    MediaDescription.of(Codec.PCMU, Codec.PCMA)))),
                            Phase.TALKING),
                    new Case(
                            "and the codecs in use are known again",
                            fax(wants(CALLER, PCMU), takes(FIRST, PCMU), wants(FIRST, PCMU)),
                            List.of(order(FIRST, new LegCommand.AnswerMedia(PCMU))),
                            Phase.TALKING),
                    new Case(
                            "both want it at once: the second is refused",
                            talking(wants(FIRST, OFFER), wants(CALLER, OFFER)),
                            List.of(
                                    order(
                                            CALLER,
                                            new LegCommand.RefuseMedia(Cause.TEMPORARY_FAILURE))),
                            Phase.TALKING),
                    new Case(
                            "no call begins as a fax",
                            List.of(offered(true, Optional.of(OFFER))),
                            List.of(
                                    order(
                                            CALLER,
                                            new LegCommand.Release(Cause.BEARER_NOT_IMPLEMENTED))),
                            Phase.AWAITING_RELEASE));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void orders(Case c) {
        var before = Scripts.run(c.inputs().subList(0, c.inputs().size() - 1));
        var step = CallMachine.step(before, c.inputs().getLast());
        assertThat(step.outputs().stream().filter(CallOutput.Order.class::isInstance).toList())
                .isEqualTo(c.orders());
        assertThat(step.next().phase()).isEqualTo(c.end());
    }

    private static List<CallInput> talking(CallInput... then) {
        var early = Optional.of(PCMU);
        var all = new ArrayList<CallInput>();
        all.addAll(List.of(offered(true, early), routed(true, early), answered(FIRST, early)));
        all.addAll(List.of(then));
        return all;
    }

    /// The caller's side refuses the fax.
    private static List<CallInput> refused(CallInput... then) {
        var all =
                talking(wants(FIRST, OFFER), happened(new LegEvent.MediaRefused(CALLER, REFUSED)));
        all.addAll(List.of(then));
        return all;
    }

    private static List<CallInput> fax(CallInput... then) {
        var all = talking(wants(FIRST, OFFER), takes(CALLER, ANSWER));
        all.addAll(List.of(then));
        return all;
    }

    private static CallInput wants(LegId leg, MediaDescription media) {
        return happened(new LegEvent.MediaOffered(leg, media));
    }

    private static CallInput takes(LegId leg, MediaDescription media) {
        return happened(new LegEvent.MediaAnswered(leg, media));
    }

    private static CallOutput order(LegId leg, LegCommand command) {
        return new CallOutput.Order(leg, command);
    }
}
