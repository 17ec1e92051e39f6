package org.dragoman.gateway.demo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.media.probe.Heard;
import org.dragoman.rules.Mappings;

/// A call from an H.323 endpoint to a SIP phone through a gateway, listened to at both ends.
///
/// - Errors: nothing of what the gateway does is thrown; what was not as expected is in the
///   {@link Result}.
public final class Demonstration {
    static final String CALLER = "1001";
    static final String CALLED = "2002";
    static final double CALLER_HZ = 1_004;
    static final double PHONE_HZ = 440;
    static final double LEVEL_DBM0 = -10;

    private static final Pace HERE = new Pace(Duration.ofSeconds(10), Duration.ofMillis(1_500));
    private static final Pace ELSEWHERE = new Pace(Duration.ofSeconds(60), Duration.ofSeconds(4));
    private static final int QUESTIONS = 5;
    private static final Duration RINGS = Duration.ofMillis(600);

    /// How long each message may take, and how long the ends listen: a machine elsewhere may be
    /// slow at its first call.
    private record Pace(Duration patience, Duration listens) {}

    /// One thing that was expected, and what came.
    public record Finding(String what, String found, boolean asExpected) {}

    /// - {@code call}: what the gateway says of the call, where it knew of one.
    public record Result(List<Finding> findings, Optional<CallView> call) {
        public boolean isAsExpected() {
            return findings.stream().allMatch(Finding::asExpected);
        }
    }

    /// Where the gateway is, and where it expects its two peers.
    public record Stage(
            InetSocketAddress gatewayH323,
            InetSocketAddress gatewaySip,
            InetSocketAddress callerH323,
            InetSocketAddress phoneSip) {}

    /// How the demonstration asks the gateway about the call.
    public interface Gateway {
        List<CallView> calls();

        Optional<CallView> call(String id);
    }

    private final Stage stage;
    private final Optional<Gateway> gateway;
    private final Pace pace;
    private final Mappings mappings;
    private final InstantSource time;
    private final List<Finding> findings = new ArrayList<>();

    /// Through a gateway that is asked what it knows of the call.
    public Demonstration(Stage stage, Gateway gateway, Mappings mappings, InstantSource time) {
        this(stage, Optional.of(gateway), HERE, mappings, time);
    }

    /// Through a gateway on another machine, which is not asked.
    public static Demonstration elsewhere(Stage stage, Mappings mappings, InstantSource time) {
        return new Demonstration(stage, Optional.empty(), ELSEWHERE, mappings, time);
    }

    private Demonstration(
            Stage stage,
            Optional<Gateway> gateway,
            Pace pace,
            Mappings mappings,
            InstantSource time) {
        this.stage = stage;
        this.gateway = gateway;
        this.pace = pace;
        this.mappings = mappings;
        this.time = time;
    }

    /// - Errors: {@link IOException} when an endpoint of the demonstration cannot listen.
    public Result run() throws IOException, InterruptedException {
        var callerAt = stage.callerH323().getAddress();
        var phoneAt = stage.phoneSip().getAddress();
        try (var caller = new Party(callerAt, CALLER_HZ, LEVEL_DBM0, time);
                var phone = new Party(phoneAt, PHONE_HZ, LEVEL_DBM0, time);
                var phoneEndpoint = DemoEndpoints.sip(stage, phone, mappings, time);
                var callerEndpoint = DemoEndpoints.h323(stage, caller, mappings, time)) {
            phoneEndpoint.start();
            callerEndpoint.start();
            caller.call(callerEndpoint.makeLeg(caller), new LegCommand.Dial(request()));
            var id = talk(caller, phone);
            var call = gateway.flatMap(g -> id.flatMap(g::call));
            if (gateway.isPresent()) {
                expectLadder(call);
            }
            return new Result(List.copyOf(findings), call);
        }
    }

    private static CallRequest request() {
        return CallRequest.of(
                org.dragoman.core.call.Party.ofNumber(CALLER).withDisplayName("Demo caller"),
                org.dragoman.core.call.Party.ofNumber(CALLED),
                Optional.of(MediaDescription.of(Codec.PCMA, Codec.PCMU)));
    }

    /// The call from its first ring to its end; names it where the gateway knew of it.
    private Optional<String> talk(Party caller, Party phone) throws InterruptedException {
        var offered = phone.await(LegEvent.Offered.class, pace.patience());
        expect(
                "the phone is called",
                offered.map(
                                o ->
                                        o.request().from().digits()
                                                + " calls "
                                                + o.request().to().digits())
                        .orElse("no call arrived"),
                offered.filter(o -> o.request().from().digits().equals(CALLER))
                        .filter(o -> o.request().to().digits().equals(CALLED))
                        .isPresent());
        if (offered.isEmpty()) {
            expectReleased("the caller is told why", caller, Cause.NORMAL_CLEARING.q850());
            return Optional.empty();
        }
        phone.order(new LegCommand.Ring(false, Optional.empty()));
        var ringing = caller.await(LegEvent.Ringing.class, pace.patience());
        expect(
                "the caller hears that it rings",
                ringing.isPresent() ? "yes" : "no",
                ringing.isPresent());
        pass(RINGS);
        phone.order(new LegCommand.Answer(answer(offered.get()), Optional.empty()));
        var answered = caller.await(LegEvent.Answered.class, pace.patience());
        expect("the call is answered", answered.isPresent() ? "yes" : "no", answered.isPresent());
        if (answered.isPresent()) {
            pass(pace.listens());
            listen(caller, phone);
        }
        var id = ours();
        caller.order(new LegCommand.Release(Cause.NORMAL_CLEARING));
        expectReleased("the phone is released", phone, Cause.NORMAL_CLEARING.q850());
        expectReleased("the caller is released", caller, Cause.NORMAL_CLEARING.q850());
        return id;
    }

    /// The gateway's name for the call: the newest between the two numbers. Asked more than once,
    /// because a machine that is busy may leave a question unanswered.
    private Optional<String> ours() {
        return gateway.flatMap(
                g ->
                        Stream.generate(g::calls)
                                .limit(QUESTIONS)
                                .flatMap(calls -> newest(calls).stream())
                                .findFirst());
    }

    private static Optional<String> newest(List<CallView> calls) {
        return calls.stream()
                .filter(c -> c.from().equals(CALLER) && c.to().equals(CALLED))
                .map(CallView::id)
                .reduce((_, last) -> last);
    }

    /// What a phone that has both laws of G.711 answers to what it is offered; its own offer where
    /// it is offered nothing.
    private static Optional<MediaDescription> answer(LegEvent.Offered offered) {
        var own = MediaDescription.of(Codec.PCMA, Codec.PCMU);
        return offered.request()
                .media()
                .map(o -> o.only(Codec::isG711))
                .orElse(Optional.of(own))
                .map(m -> m.withCodecs(List.of(m.first())));
    }

    private void listen(Party caller, Party phone) {
        expect(
                "both ends speak one codec",
                caller.sound().codec() + " and " + phone.sound().codec(),
                caller.sound().codec().startsWith("PCM")
                        && caller.sound().codec().equals(phone.sound().codec()));
        expectTone("the phone hears the caller", phone.sound().heard(), CALLER_HZ);
        expectTone("the caller hears the phone", caller.sound().heard(), PHONE_HZ);
    }

    private void expectTone(String what, Heard heard, double hz) {
        boolean right = heard.isTone(hz, LEVEL_DBM0);
        var sent = " (sent: %.0f Hz %.0f dBm0)".formatted(hz, LEVEL_DBM0);
        expect(
                what,
                "%.1f Hz %.1f dBm0, %d packets, %d lost"
                                .formatted(
                                        heard.frequencyHz(),
                                        heard.levelDbm0(),
                                        heard.packets(),
                                        heard.lost())
                        + (right ? "" : sent),
                right);
    }

    private void expectReleased(String what, Party party, int q850) throws InterruptedException {
        var released = party.await(LegEvent.Released.class, pace.patience());
        expect(
                what,
                released.map(r -> "cause " + r.cause().q850()).orElse("it was never released"),
                released.filter(r -> r.cause().q850() == q850).isPresent());
    }

    private void expectLadder(Optional<CallView> call) {
        var both =
                call.map(c -> c.ladder().stream().filter(Demonstration::hasBothSides).count())
                        .orElse(0L);
        expect("the gateway tells the call", both + " rows map a message", both > 0);
        expect(
                "post-dial delay",
                call.map(c -> c.postDialDelayMillis() + " ms").orElse("unknown"),
                call.filter(c -> c.postDialDelayMillis() >= 0).isPresent());
    }

    private static boolean hasBothSides(CallView.LadderRow row) {
        return row.messages().stream().anyMatch(m -> m.leg() == 0)
                && row.messages().stream().anyMatch(m -> m.leg() > 0);
    }

    private void expect(String what, String found, boolean asExpected) {
        findings.add(new Finding(what, found, asExpected));
    }

    /// Lets the call go on for a while, as people do.
    private static void pass(Duration span) throws InterruptedException {
        new CountDownLatch(1).await(span.toMillis(), TimeUnit.MILLISECONDS);
    }
}
