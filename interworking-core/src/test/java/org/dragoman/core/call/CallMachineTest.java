package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.core.call.Scripts.BUSY;
import static org.dragoman.core.call.Scripts.CALLER;
import static org.dragoman.core.call.Scripts.FIRST;
import static org.dragoman.core.call.Scripts.G729;
import static org.dragoman.core.call.Scripts.NONE;
import static org.dragoman.core.call.Scripts.PCMU;
import static org.dragoman.core.call.Scripts.SECOND;
import static org.dragoman.core.call.Scripts.answered;
import static org.dragoman.core.call.Scripts.happened;
import static org.dragoman.core.call.Scripts.offered;
import static org.dragoman.core.call.Scripts.proceeding;
import static org.dragoman.core.call.Scripts.progress;
import static org.dragoman.core.call.Scripts.released;
import static org.dragoman.core.call.Scripts.ringing;
import static org.dragoman.core.call.Scripts.routed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Tone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The machine as a table: what goes in, what the last input brings out, where the call stands.
class CallMachineTest {
    private static final Optional<MediaDescription> EARLY = Optional.of(PCMU);
    private static final MediaDescription PCMA = MediaDescription.of(Codec.PCMA);
    private static final MediaDescription BOTH = MediaDescription.of(Codec.PCMU, Codec.PCMA);

    record Case(String name, List<CallInput> inputs, List<CallOutput> last, Phase end) {}

    static final List<Case> CASES =
            List.of(
                    new Case(
                            "dials with both laws of G.711, and tells the caller",
                            List.of(offered(true, EARLY), routed(true, EARLY)),
                            List.of(
                                    new CallOutput.MakeLeg(FIRST, "b"),
                                    order(
                                            FIRST,
                                            new LegCommand.Dial(
                                                    Scripts.request(true, Optional.of(BOTH)))),
                                    order(CALLER, new LegCommand.Proceed())),
                            Phase.AWAITING_REPLY),
                    new Case(
                            "an incomplete number is not called proceeding",
                            List.of(offered(false, EARLY), routed(false, EARLY)),
                            List.of(
                                    new CallOutput.MakeLeg(FIRST, "b"),
                                    order(
                                            FIRST,
                                            new LegCommand.Dial(
                                                    Scripts.request(false, Optional.of(BOTH))))),
                            Phase.AWAITING_REPLY),
                    new Case(
                            "a route that comes late is ignored",
                            List.of(
                                    offered(true, EARLY),
                                    released(CALLER, BUSY),
                                    routed(true, EARLY)),
                            List.of(),
                            Phase.ENDED),
                    new Case(
                            "ringing is passed once",
                            early(ringing(FIRST, false, NONE), ringing(FIRST, false, NONE)),
                            List.of(),
                            Phase.AWAITING_ANSWER),
                    new Case(
                            "ringing with media is new",
                            early(ringing(FIRST, false, NONE), ringing(FIRST, true, EARLY)),
                            List.of(
                                    new CallOutput.Join(FIRST),
                                    order(CALLER, new LegCommand.Ring(true, EARLY))),
                            Phase.AWAITING_ANSWER),
                    new Case(
                            "early media: a 183 and its answer reach the caller",
                            early(progress(FIRST, true, Optional.of(PCMA))),
                            List.of(
                                    new CallOutput.Join(FIRST),
                                    order(
                                            CALLER,
                                            new LegCommand.Progress(
                                                    true, EARLY, Optional.empty()))),
                            Phase.AWAITING_ANSWER),
                    new Case(
                            "who listens already and would hear nothing is given a tone",
                            early(progress(FIRST, true, EARLY), ringing(FIRST, false, NONE)),
                            List.of(
                                    new CallOutput.PlayTone(CALLER, Tone.RINGBACK),
                                    new CallOutput.Decide(
                                            CALLER,
                                            "nobody makes a ringing tone; the gateway does"),
                                    new CallOutput.Join(FIRST),
                                    order(CALLER, new LegCommand.Ring(true, EARLY))),
                            Phase.AWAITING_ANSWER),
                    new Case(
                            "the tone ends with the answer",
                            early(
                                    progress(FIRST, true, EARLY),
                                    ringing(FIRST, false, NONE),
                                    answered(FIRST, NONE)),
                            List.of(
                                    new CallOutput.StopTone(CALLER),
                                    new CallOutput.Join(FIRST),
                                    order(CALLER, new LegCommand.Answer(EARLY, Optional.empty()))),
                            Phase.TALKING),
                    new Case(
                            "the tone ends when the destination is heard",
                            early(
                                    progress(FIRST, true, EARLY),
                                    ringing(FIRST, false, NONE),
                                    ringing(FIRST, true, NONE)),
                            List.of(new CallOutput.StopTone(CALLER), new CallOutput.Join(FIRST)),
                            Phase.AWAITING_ANSWER),
                    new Case(
                            "an answer without media is no answer",
                            early(answered(FIRST, NONE)),
                            List.of(
                                    new CallOutput.Decide(
                                            FIRST, "answered without saying with what media"),
                                    release(FIRST, Cause.PROTOCOL_ERROR),
                                    release(CALLER, Cause.PROTOCOL_ERROR)),
                            Phase.AWAITING_RELEASE),
                    new Case(
                            "codecs that do not meet end the attempt with 65",
                            early(answered(FIRST, Optional.of(G729))),
                            List.of(
                                    new CallOutput.Decide(FIRST, "no codec that both sides know"),
                                    release(FIRST, Cause.BEARER_NOT_IMPLEMENTED),
                                    release(CALLER, Cause.BEARER_NOT_IMPLEMENTED)),
                            Phase.AWAITING_RELEASE),
                    new Case(
                            "a late offer early: PRACK before the answer",
                            late(
                                    ringing(FIRST, true, Optional.of(BOTH)),
                                    happened(new LegEvent.MediaAnswered(CALLER, PCMA))),
                            List.of(order(FIRST, new LegCommand.AnswerMedia(PCMA))),
                            Phase.AWAITING_ANSWER),
                    new Case(
                            "and then the answer needs no media",
                            late(
                                    ringing(FIRST, true, Optional.of(BOTH)),
                                    happened(new LegEvent.MediaAnswered(CALLER, PCMA)),
                                    answered(FIRST, NONE)),
                            List.of(
                                    new CallOutput.Join(FIRST),
                                    order(CALLER, new LegCommand.Answer(NONE, Optional.empty()))),
                            Phase.TALKING),
                    new Case(
                            "a caller that cannot answer early is offered again",
                            late(
                                    ringing(FIRST, false, Optional.of(BOTH)),
                                    answered(FIRST, Optional.of(BOTH))),
                            List.of(
                                    new CallOutput.Join(FIRST),
                                    order(
                                            CALLER,
                                            new LegCommand.Answer(
                                                    Optional.of(BOTH), Optional.empty()))),
                            Phase.AWAITING_CALLER_MEDIA),
                    new Case(
                            "a caller that takes none of the media offered ends the call",
                            late(
                                    answered(FIRST, Optional.of(BOTH)),
                                    happened(new LegEvent.MediaRefused(CALLER, BUSY))),
                            List.of(
                                    new CallOutput.Decide(
                                            CALLER, "the caller takes none of the media offered"),
                                    release(FIRST, BUSY),
                                    release(CALLER, BUSY)),
                            Phase.AWAITING_RELEASE),
                    new Case(
                            "failover after ringing keeps the codec the caller was given",
                            early(ringing(FIRST, true, EARLY), released(FIRST, Cause.gateway(34))),
                            List.of(
                                    new CallOutput.Decide(
                                            FIRST, "cause 34: the next target is tried"),
                                    new CallOutput.MakeLeg(SECOND, "c"),
                                    order(
                                            SECOND,
                                            new LegCommand.Dial(
                                                    Scripts.request(true, Optional.of(BOTH))))),
                            Phase.AWAITING_REPLY),
                    new Case(
                            "busy is no reason for another target",
                            early(ringing(FIRST, false, NONE), released(FIRST, BUSY)),
                            List.of(release(CALLER, BUSY)),
                            Phase.AWAITING_RELEASE),
                    new Case(
                            "a destination that wants digits for a whole number has failed",
                            early(happened(new LegEvent.MoreDigits(FIRST))),
                            List.of(
                                    release(FIRST, Cause.INCOMPLETE_NUMBER),
                                    release(CALLER, Cause.INCOMPLETE_NUMBER)),
                            Phase.AWAITING_RELEASE),
                    new Case(
                            "a digit that two methods report counts once",
                            talking(
                                    digit(CALLER, DigitMethod.SIP_INFO),
                                    digit(CALLER, DigitMethod.RTP_EVENT)),
                            List.of(
                                    new CallOutput.Decide(
                                            CALLER,
                                            "the digit came by another method before; it counts once")),
                            Phase.TALKING),
                    new Case(
                            "hold reaches the other side",
                            talking(happened(new LegEvent.Held(FIRST))),
                            List.of(order(CALLER, new LegCommand.Hold())),
                            Phase.TALKING),
                    new Case(
                            "and so does the end of it",
                            talking(
                                    happened(new LegEvent.Held(FIRST)),
                                    happened(new LegEvent.Resumed(FIRST))),
                            List.of(order(CALLER, new LegCommand.Resume())),
                            Phase.TALKING),
                    new Case(
                            "hold before the answer is told after it",
                            early(happened(new LegEvent.Held(CALLER)), answered(FIRST, EARLY)),
                            List.of(
                                    new CallOutput.Join(FIRST),
                                    order(CALLER, new LegCommand.Answer(EARLY, Optional.empty())),
                                    order(FIRST, new LegCommand.Hold())),
                            Phase.TALKING),
                    new Case(
                            "other media is offered to the other side, with both laws",
                            talking(
                                    happened(
                                            new LegEvent.MediaOffered(
                                                    FIRST,
                                                    MediaDescription.of(Codec.G722, Codec.PCMA)))),
                            List.of(
                                    order(
                                            CALLER,
                                            new LegCommand.OfferMedia(
                                                    MediaDescription.of(
                                                            Codec.G722, Codec.PCMA, Codec.PCMU)))),
                            Phase.TALKING),
                    new Case(
                            "its answer comes back in the words of the offer",
                            talking(
                                    happened(
                                            new LegEvent.MediaOffered(
                                                    FIRST,
                                                    MediaDescription.of(Codec.G722, Codec.PCMA))),
                                    happened(new LegEvent.MediaAnswered(CALLER, PCMU))),
                            List.of(order(FIRST, new LegCommand.AnswerMedia(PCMA))),
                            Phase.TALKING),
                    new Case(
                            "a refusal comes back",
                            talking(
                                    happened(new LegEvent.MediaOffered(FIRST, G729)),
                                    happened(new LegEvent.MediaRefused(CALLER, BUSY))),
                            List.of(order(FIRST, new LegCommand.RefuseMedia(BUSY))),
                            Phase.TALKING),
                    new Case(
                            "glare: the second offer is refused",
                            talking(
                                    happened(new LegEvent.MediaOffered(FIRST, G729)),
                                    happened(new LegEvent.MediaOffered(CALLER, G729))),
                            List.of(
                                    order(
                                            CALLER,
                                            new LegCommand.RefuseMedia(Cause.TEMPORARY_FAILURE))),
                            Phase.TALKING),
                    new Case(
                            "a session refresh is answered here",
                            talking(happened(new LegEvent.MediaOffered(CALLER, BOTH))),
                            List.of(order(CALLER, new LegCommand.AnswerMedia(PCMU))),
                            Phase.TALKING),
                    new Case(
                            "crossing releases: nobody is told twice",
                            talking(released(CALLER, BUSY), released(FIRST, Cause.NORMAL_CLEARING)),
                            List.of(new CallOutput.Finish(BUSY)),
                            Phase.ENDED),
                    new Case(
                            "a hang-up while the call ends changes nothing",
                            talking(released(CALLER, BUSY), new CallInput.HangUp(Cause.CONGESTION)),
                            List.of(),
                            Phase.AWAITING_RELEASE),
                    new Case(
                            "an answer that crosses the caller's cancel is not told",
                            early(released(CALLER, BUSY), answered(FIRST, EARLY)),
                            List.of(),
                            Phase.AWAITING_RELEASE),
                    new Case(
                            "who the destination is comes with the answer",
                            early(
                                    ringing(FIRST, false, NONE),
                                    happened(
                                            new LegEvent.IdentityChanged(
                                                    FIRST, Party.ofNumber("7"))),
                                    answered(FIRST, EARLY)),
                            List.of(
                                    new CallOutput.Join(FIRST),
                                    order(
                                            CALLER,
                                            new LegCommand.Answer(
                                                    EARLY, Optional.of(Party.ofNumber("7"))))),
                            Phase.TALKING));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CASES")
    void steps(Case c) {
        var before = Scripts.run(c.inputs().subList(0, c.inputs().size() - 1));
        var step = CallMachine.step(before, c.inputs().getLast());
        assertThat(step.outputs()).isEqualTo(c.last());
        assertThat(step.next().phase()).isEqualTo(c.end());
    }

    /// An expiry that lost its race counts for nothing, in every phase of every story.
    @ParameterizedTest
    @MethodSource("org.dragoman.core.call.Scripts#stories")
    void oldTimersCountForNothing(List<CallInput> story) {
        var state = Scripts.begin();
        for (var input : story) {
            state = CallMachine.step(state, input).next();
            for (int serial = 0; serial < state.waiting().serial(); serial++) {
                var step = CallMachine.step(state, new CallInput.Expired(serial));
                assertThat(step.outputs()).isEmpty();
                assertThat(step.next()).isEqualTo(state);
            }
        }
    }

    private static List<CallInput> early(CallInput... then) {
        return after(List.of(offered(true, EARLY), routed(true, EARLY)), then);
    }

    private static List<CallInput> late(CallInput... then) {
        return after(List.of(offered(true, NONE), routed(true, NONE), proceeding(FIRST)), then);
    }

    private static List<CallInput> talking(CallInput... then) {
        return after(early(answered(FIRST, EARLY)), then);
    }

    private static List<CallInput> after(List<CallInput> first, CallInput... then) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return all;
    }

    private static CallInput digit(LegId leg, DigitMethod method) {
        return happened(new LegEvent.Digit(leg, '5', Duration.ofMillis(100), method));
    }

    private static CallOutput order(LegId leg, LegCommand command) {
        return new CallOutput.Order(leg, command);
    }

    private static CallOutput release(LegId leg, Cause cause) {
        return order(leg, new LegCommand.Release(cause));
    }
}
