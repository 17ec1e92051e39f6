package org.dragoman.sip.dialog;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.media.sdp.LocalAddress;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipConfig;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.SipPeerChange;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// A leg's machine on the bench: inputs by hand, outputs kept, and what a driver keeps for it
/// (running timers, requests under way).
final class MachineBench {
    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
                    + "m=audio 6000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n";
    private static final Mappings MAPPINGS = Mappings.load();

    final SipMachine machine;
    final List<Output> outputs = new ArrayList<>(); // of the last input
    final List<LegEvent> events = new ArrayList<>();
    final Map<Integer, SipRequest> sent = new HashMap<>();
    final Set<Timer> running = EnumSet.noneOf(Timer.class);
    final Map<Timer, java.time.Duration> delays = new HashMap<>();
    final List<Integer> remotePorts = new ArrayList<>(); // where sound went, one after the other
    boolean done;

    record In(SipRequest request) implements Incoming {}

    private MachineBench(SipMachine machine) {
        this.machine = machine;
    }

    private static Surroundings around(UnaryOperator<SipPeerChange> about, int leg, long seed) {
        return new Surroundings(
                new LegId(new CallId("00000000beef"), leg),
                about.apply(SipPeer.of("peer", "192.0.2.9", 5060).with()).build(),
                SipConfig.standard(),
                MAPPINGS,
                "192.0.2.1",
                "sip:dragoman@192.0.2.1:5060",
                false,
                () -> new LocalAddress("192.0.2.1", 30_000, 30_001),
                new Random(seed));
    }

    static MachineBench calling(UnaryOperator<SipPeerChange> about, long seed) {
        return new MachineBench(SipMachine.calling(around(about, 1, seed)));
    }

    static MachineBench called(UnaryOperator<SipPeerChange> about, long seed, SipRequest invite) {
        var bench = new MachineBench(SipMachine.answering(around(about, 0, seed), new In(invite)));
        try {
            bench.take(bench.machine.begin());
        } catch (PeerFault e) {
            throw new AssertionError(e);
        }
        return bench;
    }

    MachineBench order(LegCommand command) {
        return input(new Input.Ordered(command));
    }

    MachineBench expire(Timer timer) {
        return input(new Input.Expired(timer));
    }

    MachineBench receive(SipRequest request) {
        return input(new Input.Received(new In(request)));
    }

    /// Answers the latest request sent with this method.
    MachineBench reply(String method, SipResponse response) {
        int ticket =
                sent.entrySet().stream()
                        .filter(e -> e.getValue().is(method))
                        .mapToInt(Map.Entry::getKey)
                        .max()
                        .orElseThrow();
        return input(new Input.Replied(ticket, to(sent.get(ticket), response)));
    }

    /// The response as the peer would send it.
    static SipResponse to(SipRequest request, SipResponse response) {
        var to = request.to().tag().isPresent() ? request.to() : request.to().withTag("peer");
        return response.with(
                Headers.NONE
                        .with("From", request.from().toString())
                        .with("To", to.toString())
                        .with("Call-ID", request.callId())
                        .with("CSeq", request.sequence() + " " + request.method())
                        .with("Contact", "<sip:peer@192.0.2.9>"));
    }

    MachineBench input(Input input) {
        if (input instanceof Input.Expired(var timer)) {
            running.remove(timer);
        }
        take(machine.step(input));
        return this;
    }

    private void take(List<Output> made) {
        outputs.clear();
        outputs.addAll(made);
        for (var output : made) {
            switch (output) {
                case Output.Send(int ticket, var request) -> sent.put(ticket, request);
                case Output.Emit(var event) -> events.add(event);
                case Output.Start(var timer, var delay) -> {
                    running.add(timer);
                    delays.put(timer, delay);
                }
                case Output.Stop(var timer) -> running.remove(timer);
                case Output.Agree(var flow, _) ->
                        flow.remoteRtp().ifPresent(r -> remotePorts.add(r.getPort()));
                case Output.Done() -> done = true;
                default -> {}
            }
        }
    }

    /// Methods sent by the last input.
    List<String> methods() {
        return outputs.stream()
                .flatMap(
                        o ->
                                switch (o) {
                                    case Output.Send(_, var r) ->
                                            java.util.stream.Stream.of(r.method());
                                    case Output.SendAck _ -> java.util.stream.Stream.of("ACK");
                                    default -> java.util.stream.Stream.<String>empty();
                                })
                .toList();
    }

    /// Statuses sent by the last input.
    List<Integer> statuses() {
        return outputs.stream()
                .flatMap(
                        o ->
                                o instanceof Output.Respond(_, var r)
                                        ? java.util.stream.Stream.of(r.status())
                                        : java.util.stream.Stream.<Integer>empty())
                .toList();
    }

    Optional<SipResponse> response() {
        return outputs.stream()
                .flatMap(
                        o ->
                                o instanceof Output.Respond(_, var r)
                                        ? java.util.stream.Stream.of(r)
                                        : java.util.stream.Stream.<SipResponse>empty())
                .reduce((_, b) -> b);
    }

    /// A request of the peer in the call.
    SipRequest request(String method, long sequence, Headers more, boolean sdp) {
        return request(method, machine.callId(), machine.localTag(), sequence, more, sdp);
    }

    static SipRequest request(
            String method, String callId, String tag, long sequence, Headers more, boolean sdp) {
        return request(
                method, callId, tag, sequence, more, sdp ? Optional.of(SDP) : Optional.empty());
    }

    static SipRequest request(
            String method,
            String callId,
            String tag,
            long sequence,
            Headers more,
            Optional<String> sdp) {
        var headers =
                Headers.NONE
                        .with("From", "<sip:100@192.0.2.9>;tag=peer")
                        .with("To", "<sip:200@192.0.2.1>" + (tag.isEmpty() ? "" : ";tag=" + tag))
                        .with("Call-ID", callId)
                        .with("CSeq", sequence + " " + method)
                        .with("Contact", "<sip:peer@192.0.2.9>")
                        .with(more);
        return new SipRequest(method, "sip:200@192.0.2.1", headers, sdp.map(Body::sdp));
    }

    static SipRequest invite(Headers more, boolean sdp) {
        return request("INVITE", "call", "", 1, more, sdp);
    }
}
