package org.dragoman.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.SipPeerChange;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random walks through the machine: whatever a core and a peer do in whatever order, it neither
/// throws nor forgets to end: told to release, it reports exactly one Released, nothing after it,
/// and leaves no timer running.
class SipMachineWalkTest {
    private static final int WALKS = 1_000;
    private static final int STEPS = 40;
    private static final List<Codec> CODECS =
            List.of(Codec.PCMU, Codec.PCMA, Codec.G729, Codec.GSM);
    private static final int[] STATUSES = {
        100, 180, 181, 183, 183, 200, 200, 200, 302, 404, 408, 422, 481, 484, 486, 488, 491, 500,
        603
    };

    private final Random random = new Random(3261);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void alwaysEndsAndNeverThrows(boolean caller) {
        int answered = 0;
        for (int walk = 0; walk < WALKS; walk++) {
            var story = new ArrayList<Input>();
            var bench =
                    caller
                            ? MachineBench.called(
                                    peer(), walk, MachineBench.invite(extras(), any()))
                            : MachineBench.calling(peer(), walk);
            try {
                if (!caller) {
                    step(bench, new Input.Ordered(dial()), story);
                }
                for (int i = 0; i < STEPS && !bench.done; i++) {
                    step(bench, input(bench), story);
                }
                answered += bench.sent.size() > 1 ? 1 : 0;
                end(bench, story);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("walk " + walk + ": " + told(story), e);
            }
        }
        assertThat(answered).as("walks that went somewhere").isGreaterThan(WALKS / 20);
    }

    private static String told(List<Input> story) {
        return story.stream()
                .map(i -> i.toString().replaceAll("\\s+", " "))
                .collect(Collectors.joining("\n"));
    }

    private static void step(MachineBench bench, Input input, List<Input> story) {
        story.add(input);
        bench.input(input);
    }

    // told to release, and with every timer running out, it must be over
    private static void end(MachineBench bench, List<Input> story) {
        step(bench, new Input.Ordered(new LegCommand.Release(Cause.gateway(16))), story);
        for (int i = 0; i < 100 && !bench.done; i++) {
            var timer = bench.running.stream().min(Comparator.comparing(bench.delays::get));
            if (timer.isEmpty()) {
                break;
            }
            step(bench, new Input.Expired(timer.get()), story);
        }
        assertThat(bench.done).as("over").isTrue();
        assertThat(bench.running).isEmpty();
        assertThat(bench.events.stream().filter(e -> e instanceof Released)).hasSize(1);
        assertThat(bench.events).last().isInstanceOf(Released.class);
    }

    private UnaryOperator<SipPeerChange> peer() {
        return p ->
                p.offer(pick(SipPeer.Offer.values()))
                        .reliable(pick(SipPeer.Reliable.values()))
                        .dtmf(pick(SipPeer.Dtmf.values()))
                        .overlap(any());
    }

    private LegCommand dial() {
        var request =
                new CallRequest(
                        Party.ofNumber("1"), Party.ofNumber("2"), List.of(), any(), media(), 70);
        return new LegCommand.Dial(request);
    }

    private Headers extras() {
        var headers = Headers.NONE.with("Allow", any() ? "INVITE, UPDATE" : "INVITE");
        headers = any() ? headers.with("Supported", "100rel, timer") : headers;
        headers = any() ? headers.with("Session-Expires", "90") : headers;
        return random.nextInt(8) == 0 ? headers.with("Require", "100rel") : headers;
    }

    private Input input(MachineBench bench) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Input.Ordered(command());
            case 2 -> {
                var method =
                        pick(
                                "INVITE", "INVITE", "UPDATE", "PRACK", "INFO", "OPTIONS", "BYE",
                                "FLY");
                var more = extras();
                if (method.equals("PRACK")) {
                    long number =
                            bench.response()
                                    .flatMap(r -> r.headers().first("RSeq"))
                                    .map(Long::parseLong)
                                    .orElse(1L);
                    more = more.with("RAck", number + " 1 INVITE");
                }
                boolean rude = method.equals("BYE") && random.nextInt(4) > 0;
                yield rude
                        ? new Input.Ordered(command())
                        : new Input.Received(
                                new MachineBench.In(
                                        bench.request(
                                                method, 2 + random.nextInt(50), more, any())));
            }
            case 3 -> reply(bench);
            case 4 -> {
                var running = List.copyOf(bench.running);
                if (running.isEmpty() || random.nextInt(3) > 0) {
                    yield new Input.Acknowledged(
                            bench.request("ACK", 1 + random.nextInt(3), Headers.NONE, any()));
                }
                var timer = running.get(random.nextInt(running.size()));
                bench.running.remove(timer);
                yield new Input.Expired(timer);
            }
            default ->
                    random.nextInt(10) == 0
                            ? new Input.Cancelled(
                                    new MachineBench.In(
                                            bench.request("CANCEL", 1, Headers.NONE, false)),
                                    new MachineBench.In(
                                            bench.request("INVITE", 1, Headers.NONE, false)))
                            : reply(bench);
        };
    }

    private Input reply(MachineBench bench) {
        var tickets = List.copyOf(bench.sent.keySet());
        if (tickets.isEmpty()) {
            return new Input.Expired(pick(Timer.values()));
        }
        int ticket = tickets.get(random.nextInt(tickets.size()));
        if (random.nextInt(20) == 0) {
            return new Input.Unanswered(ticket, any());
        }
        var response = SipResponse.of(STATUSES[random.nextInt(STATUSES.length)], "").with(extras());
        if (any()) {
            response = response.with("RSeq", Integer.toString(1 + random.nextInt(3)));
        }
        if (random.nextInt(4) > 0) {
            response = response.withBody(Body.sdp(MachineBench.SDP));
        }
        return new Input.Replied(ticket, MachineBench.to(bench.sent.get(ticket), response));
    }

    private LegCommand command() {
        return switch (random.nextInt(18)) {
            case 0 -> new LegCommand.Proceed();
            case 1 -> new LegCommand.Ring(any(), media());
            case 2 -> new LegCommand.Progress(any(), media(), Optional.of(Cause.gateway(20)));
            case 3, 4, 5 -> new LegCommand.Answer(media(), Optional.of(Party.ofNumber("3")));
            case 6 -> new LegCommand.OfferMedia(some());
            case 7, 8 -> new LegCommand.AnswerMedia(some());
            case 9 -> new LegCommand.RefuseMedia(Cause.gateway(65));
            case 10 -> new LegCommand.Hold();
            case 11 -> new LegCommand.Resume();
            case 12 -> new LegCommand.SendDigit('5', Duration.ofMillis(100));
            case 13 -> new LegCommand.UpdateIdentity(Party.ofNumber("4"));
            case 14 -> new LegCommand.SendDialledDigits("7", any());
            case 15 ->
                    random.nextInt(4) == 0 ? new LegCommand.AskForDigits() : new LegCommand.Hold();
            case 16 ->
                    random.nextInt(6) == 0
                            ? new LegCommand.Redirect(
                                    List.of(Party.ofNumber("9")), Cause.gateway(23))
                            : new LegCommand.Resume();
            default ->
                    random.nextInt(6) == 0
                            ? new LegCommand.Release(Cause.gateway(17))
                            : new LegCommand.Transfer(Party.ofNumber("8"), Optional.empty());
        };
    }

    private Optional<MediaDescription> media() {
        return any() ? Optional.of(some()) : Optional.empty();
    }

    private MediaDescription some() {
        return MediaDescription.of(pick(CODECS.toArray(Codec[]::new)), Codec.PCMU);
    }

    private boolean any() {
        return random.nextBoolean();
    }

    @SafeVarargs
    private <T> T pick(T... all) {
        return all[random.nextInt(all.length)];
    }
}
