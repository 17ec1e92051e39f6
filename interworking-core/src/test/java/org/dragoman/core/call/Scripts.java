package org.dragoman.core.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.CallInput.Happened;
import org.dragoman.core.call.CallInput.Target;
import org.dragoman.core.log.WireShelf;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Conversions;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.Sound;
import org.dragoman.core.route.Routing;
import org.dragoman.core.testing.FakeMediaPlane;
import org.dragoman.core.testing.FakeTime;

/// Inputs that bring a call's machine into every phase, and the words to write tests with.
final class Scripts {
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final CallId CALL = new CallId("0123456789ab");
    static final LegId CALLER = LegId.caller(CALL);
    static final LegId FIRST = new LegId(CALL, 1);
    static final LegId SECOND = new LegId(CALL, 2);
    static final LegId THIRD = new LegId(CALL, 3);
    static final Optional<MediaDescription> NONE = Optional.empty();
    static final MediaDescription PCMU = MediaDescription.of(Codec.PCMU);
    static final MediaDescription G729 = MediaDescription.of(Codec.G729);
    static final Cause BUSY = Cause.signalled(17, Cause.Location.USER, "x");

    private Scripts() {}

    static CallState begin() {
        return CallState.begin(CALL, TrunkPolicy.DEFAULT, Conversions.LAWS);
    }

    /// A caller that hears tones when its call fails.
    static CallState beginWithTones() {
        var sounds =
                new SoundPolicy(
                        true,
                        Map.of(1, "unknown.wav"),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Optional.of("music.wav"),
                        false);
        return CallState.begin(CALL, TrunkPolicy.DEFAULT.withSounds(sounds), Conversions.LAWS);
    }

    /// Where a story begins.
    static CallState beginning(List<CallInput> story) {
        boolean tones = story.equals(failing()) || story.equals(failingWithoutOffer());
        return tones ? beginWithTones() : begin();
    }

    /// The destination is busy, and the caller, who offered no media, is offered some to hear so.
    static List<CallInput> failingWithoutOffer() {
        var targets = routed(true, NONE).targets().subList(0, 1);
        return List.of(
                offered(true, NONE),
                new CallInput.Routed(targets, Set.of()),
                released(FIRST, BUSY));
    }

    /// The destination is busy, another never says that it ended, and the caller hears so.
    static List<CallInput> failing() {
        var early = Optional.of(PCMU);
        return List.of(
                offered(true, early),
                new CallInput.Routed(routed(true, early).targets(), Set.of(102)),
                new CallInput.Expired(2), // the wait of the first destination
                released(SECOND, BUSY));
    }

    static Happened happened(LegEvent event) {
        return new Happened(event, NOW);
    }

    static CallRequest request(boolean complete, Optional<MediaDescription> media) {
        return new CallRequest(
                Party.ofNumber("100"), Party.ofNumber("200"), List.of(), complete, media, 70);
    }

    static Happened offered(boolean complete, Optional<MediaDescription> media) {
        return happened(new LegEvent.Offered(CALLER, request(complete, media)));
    }

    /// Two targets, tried on every cause a rule names by default.
    static CallInput.Routed routed(boolean complete, Optional<MediaDescription> media) {
        var request = request(complete, media);
        return new CallInput.Routed(
                List.of(
                        new Target("b", request, TrunkPolicy.DEFAULT),
                        new Target("c", request, TrunkPolicy.DEFAULT)),
                Set.of(34, 102));
    }

    static Happened ringing(LegId leg, boolean inBand, Optional<MediaDescription> media) {
        return happened(new LegEvent.Ringing(leg, inBand, media));
    }

    static Happened progress(LegId leg, boolean inBand, Optional<MediaDescription> media) {
        return happened(new LegEvent.Progress(leg, inBand, media, Optional.empty()));
    }

    static Happened answered(LegId leg, Optional<MediaDescription> media) {
        return happened(new LegEvent.Answered(leg, media, Optional.empty()));
    }

    static Happened proceeding(LegId leg) {
        return happened(new LegEvent.Proceeding(leg));
    }

    static Happened released(LegId leg, Cause cause) {
        return happened(new LegEvent.Released(leg, cause));
    }

    static CallState run(List<CallInput> inputs) {
        return run(begin(), inputs);
    }

    static CallState run(CallState from, List<CallInput> inputs) {
        var state = from;
        for (var input : inputs) {
            state = CallMachine.step(state, input).next();
        }
        return state;
    }

    /// The end of the wait that the state owns.
    static CallInput expiry(CallState state) {
        return new CallInput.Expired(state.waiting().serial());
    }

    /// Stories of calls that, between them, visit every phase with every side.
    static List<List<CallInput>> stories() {
        var early = Optional.of(PCMU);
        var stories = new ArrayList<List<CallInput>>();
        stories.add(
                List.of(
                        offered(true, early),
                        routed(true, early),
                        proceeding(FIRST),
                        progress(FIRST, true, early),
                        ringing(FIRST, false, NONE),
                        answered(FIRST, early),
                        happened(new LegEvent.Held(CALLER)),
                        happened(new LegEvent.Held(FIRST)),
                        happened(new LegEvent.MediaOffered(CALLER, G729)),
                        new CallInput.HangUp(Cause.NORMAL_CLEARING),
                        released(CALLER, Cause.NORMAL_CLEARING),
                        released(FIRST, Cause.NORMAL_CLEARING)));
        stories.add(
                List.of(
                        offered(true, NONE),
                        routed(true, NONE),
                        proceeding(FIRST),
                        happened(new LegEvent.Held(CALLER)),
                        happened(new LegEvent.Held(FIRST)),
                        progress(FIRST, false, early),
                        ringing(FIRST, true, early),
                        answered(FIRST, early),
                        happened(new LegEvent.MediaAnswered(CALLER, PCMU)),
                        happened(new LegEvent.MediaOffered(FIRST, G729)),
                        new CallInput.HangUp(Cause.NORMAL_CLEARING)));
        stories.add(
                List.of(
                        offered(false, early),
                        new CallInput.DigitsNeeded(),
                        happened(new LegEvent.Held(CALLER)),
                        happened(new LegEvent.DialledDigits(CALLER, "1", false)),
                        routed(false, early),
                        happened(new LegEvent.MoreDigits(FIRST)),
                        happened(new LegEvent.Held(FIRST)),
                        happened(new LegEvent.DialledDigits(CALLER, "2", true)),
                        released(CALLER, BUSY)));
        stories.add(
                List.of(
                        offered(true, NONE),
                        routed(true, NONE),
                        answered(FIRST, early),
                        happened(new LegEvent.MediaAnswered(CALLER, PCMU)),
                        released(FIRST, BUSY)));
        stories.addAll(transfers());
        stories.addAll(begun());
        stories.addAll(led());
        stories.add(givenUp(early));
        stories.add(givenUp(NONE));
        return stories;
    }

    /// Up to where both talk.
    static List<CallInput> talking() {
        var early = Optional.of(PCMU);
        return List.of(offered(true, early), routed(true, early), answered(FIRST, early));
    }

    static Happened transfer(LegId by) {
        return happened(
                new LegEvent.TransferRequested(by, Party.ofNumber("300"), Optional.empty()));
    }

    private static List<CallInput> then(List<CallInput> first, CallInput... more) {
        var all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return all;
    }

    /// One side of a call is connected to somebody new, by all the ways there are.
    static List<List<CallInput>> transfers() {
        var early = Optional.of(PCMU);
        var dialled = then(talking(), transfer(FIRST), routed(true, early));
        var given =
                new CallBridge.Given(
                        FIRST, TrunkPolicy.DEFAULT, Optional.of(Codec.PCMU), Party.UNKNOWN, true);
        return List.of(
                then(
                        dialled,
                        happened(new LegEvent.Held(CALLER)),
                        happened(new LegEvent.Held(FIRST)),
                        happened(new LegEvent.Held(SECOND)),
                        progress(SECOND, true, early),
                        ringing(SECOND, false, NONE),
                        answered(SECOND, NONE),
                        new CallInput.HangUp(Cause.NORMAL_CLEARING)),
                then(dialled, answered(SECOND, Optional.of(G729)), released(SECOND, BUSY)),
                then(
                        dialled,
                        answered(SECOND, Optional.of(G729)),
                        happened(new LegEvent.MediaRefused(CALLER, BUSY))),
                then(dialled, new CallInput.Expired(4), answered(THIRD, early)),
                then(dialled, released(FIRST, BUSY), released(SECOND, BUSY)),
                then(
                        talking(),
                        happened(new LegEvent.Held(FIRST)),
                        transfer(CALLER),
                        new CallInput.NotRouted(Cause.UNALLOCATED)),
                then(
                        talking(),
                        happened(
                                new LegEvent.TransferRequested(
                                        CALLER, Party.UNKNOWN, Optional.of(OTHER))),
                        new CallInput.Joined(given, bridge().asking()),
                        released(CALLER, Cause.NORMAL_CLEARING)),
                then(
                        talking(),
                        new CallInput.TakeOver(CALLER, wish(), bridge()),
                        released(SECOND, Cause.NORMAL_CLEARING)),
                then(talking(), new CallInput.TakeOver(FIRST, wish(), bridge())));
    }

    /// The gateway calls two parties.
    static List<List<CallInput>> begun() {
        var early = Optional.of(PCMU);
        var order = CallOrder.between(Party.ofNumber("100"), Party.ofNumber("200"));
        var dialled = List.<CallInput>of(new CallInput.Begin(order), routed(true, early));
        var none = LegId.caller(CALL);
        return List.of(
                then(
                        dialled,
                        happened(new LegEvent.Held(none)),
                        happened(new LegEvent.Resumed(none)),
                        progress(none, true, early),
                        ringing(none, false, NONE),
                        answered(none, NONE),
                        routed(true, early),
                        ringing(SECOND, false, NONE),
                        answered(SECOND, early),
                        released(SECOND, BUSY)),
                then(
                        dialled,
                        new CallInput.Expired(2), // the first try of the first party
                        answered(FIRST, early),
                        new CallInput.NotRouted(Cause.UNALLOCATED)),
                then(dialled, released(none, BUSY)));
    }

    /// A script leads the call.
    static List<List<CallInput>> led() {
        var early = Optional.of(PCMU);
        var begun = List.<CallInput>of(offered(true, early), new CallInput.Led());
        return List.of(
                then(
                        begun,
                        new CallInput.ScriptAnswers(),
                        happened(new LegEvent.Held(CALLER)),
                        new CallInput.ScriptPlays(new Sound.OfFile("hello.wav")),
                        new CallInput.ScriptStops(),
                        routed(true, early),
                        ringing(FIRST, false, NONE),
                        new CallInput.ScriptRecalls(),
                        routed(true, early),
                        answered(SECOND, early),
                        released(SECOND, BUSY)),
                then(
                        begun,
                        routed(true, early),
                        new CallInput.ScriptRecalls(),
                        new CallInput.Left(),
                        new CallInput.NotRouted(Cause.UNALLOCATED)),
                List.of(
                        offered(true, NONE),
                        new CallInput.Led(),
                        new CallInput.ScriptAnswers(),
                        happened(new LegEvent.MediaAnswered(CALLER, PCMU)),
                        released(CALLER, BUSY)));
    }

    static final LegId OTHER = new LegId(new CallId("00000000cafe"), 1);

    static CallBridge.Wish wish() {
        return new CallBridge.Wish(
                TrunkPolicy.DEFAULT,
                Optional.of(MediaDescription.of(Codec.PCMA)),
                Party.ofNumber("300"));
    }

    /// Between two calls that do nothing.
    static CallBridge bridge() {
        var site =
                new CallSite(
                        _ -> Optional.empty(),
                        (_, _) -> new Routing.Refused(Cause.NO_ROUTE, "nowhere"),
                        new TrunkLoads(new FakeTime()),
                        () -> false,
                        new Drain(new FakeTime(), () -> 0),
                        new FakeMediaPlane(),
                        new FakeTime(),
                        LoopRunner.oneThread(),
                        new CallCounters(),
                        new CallFollowers(),
                        new WireShelf(0),
                        _ -> Optional.empty(),
                        _ -> {});
        return new CallBridge(new CallLoop(site, CALL, "a"), new CallLoop(site, OTHER.call(), "a"));
    }

    /// The first destination is silent and never says that it ended; the second is talked to.
    private static List<CallInput> givenUp(Optional<MediaDescription> media) {
        return List.of(
                offered(false, media),
                new CallInput.Routed(routed(false, media).targets(), Set.of(28)),
                new CallInput.Expired(2), // the wait of the first destination
                happened(new LegEvent.MoreDigits(SECOND)),
                happened(new LegEvent.DialledDigits(CALLER, "2", true)),
                proceeding(SECOND),
                ringing(SECOND, false, Optional.of(PCMU)),
                happened(new LegEvent.Held(CALLER)),
                answered(SECOND, Optional.of(PCMU)),
                happened(new LegEvent.MediaAnswered(CALLER, PCMU)),
                new CallInput.HangUp(Cause.NORMAL_CLEARING));
    }

    /// Redirected to another number: the dial plan is asked again with a leg given up.
    static List<CallInput> redirected() {
        return List.of(
                offered(true, Optional.of(PCMU)),
                routed(true, Optional.of(PCMU)),
                happened(
                        new LegEvent.Redirected(
                                FIRST, List.of(Party.ofNumber("300")), Cause.gateway(23))));
    }

    /// One of each event, as this leg would report it.
    static List<LegEvent> events(LegId leg) {
        var media = MediaDescription.of(Codec.G729);
        return List.of(
                new LegEvent.Offered(leg, request(true, NONE)),
                new LegEvent.Replacing(leg, request(true, NONE), OTHER),
                new LegEvent.Proceeding(leg),
                new LegEvent.MoreDigits(leg),
                new LegEvent.DialledDigits(leg, "7", false),
                new LegEvent.Progress(leg, true, NONE, Optional.of(BUSY)),
                new LegEvent.Ringing(leg, true, NONE),
                new LegEvent.Answered(leg, Optional.of(PCMU), Optional.empty()),
                new LegEvent.MediaOffered(leg, media),
                new LegEvent.MediaAnswered(leg, PCMU),
                new LegEvent.MediaRefused(leg, BUSY),
                new LegEvent.Held(leg),
                new LegEvent.Resumed(leg),
                new LegEvent.Digit(leg, '5', Duration.ofMillis(100), DigitMethod.SIP_INFO),
                new LegEvent.KeyFrameWanted(leg),
                new LegEvent.MeetingRequested(leg, new LegId(CALL, 7)),
                new LegEvent.TransferRequested(leg, Party.UNKNOWN, Optional.empty()),
                new LegEvent.Redirected(leg, List.of(Party.ofNumber("9")), BUSY),
                new LegEvent.IdentityChanged(leg, Party.ofNumber("8")),
                new LegEvent.Released(leg, BUSY));
    }
}
