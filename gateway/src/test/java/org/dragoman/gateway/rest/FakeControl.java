package org.dragoman.gateway.rest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.dragoman.core.call.Side;

/// A gateway with one call.
public final class FakeControl implements GatewayControl {
    /// A Q.931 Setup with nothing but a bearer capability.
    private static final String SETUP = "080200010504038890a3";

    private static final String INVITE =
            "INVITE sip:2002@192.0.2.9 SIP/2.0\r\nCall-ID: one\r\nContent-Length: 0\r\n\r\n";

    private static final RouteView ROUTE =
            new RouteView(
                    "100",
                    "84951234567",
                    "old-gateway",
                    "2026-11-22T09:30:00Z",
                    false,
                    List.of(
                            new RouteView.Step(
                                    "national",
                                    "dragoman.yaml:7",
                                    "yes",
                                    List.of(new RouteView.Check("number 8*", "84951234567", "yes")),
                                    List.of(
                                            new RouteView.Change(
                                                    "number", "84951234567", "74951234567")),
                                    "to carrier")),
                    List.of(
                            new RouteView.Candidate(
                                    "carrier",
                                    "carriers",
                                    true,
                                    "74951234567",
                                    "100",
                                    "0.02 EUR",
                                    "rates.csv:3",
                                    3,
                                    30,
                                    0,
                                    5,
                                    100,
                                    60,
                                    1_500,
                                    4.1,
                                    "as listed")),
                    "sent",
                    "national",
                    0,
                    List.of(34),
                    "8s");

    /// An answered call from an H.323 gateway to a SIP phone.
    public static final RecordView RECORD =
            SampleRecords.ended("0123456789ab", "2026-11-22T09:30:00.000Z");

    public static final CallView CALL =
            new CallView(
                    "0123456789ab",
                    "Talking",
                    "2026-01-02T03:04:05Z",
                    "1001",
                    "2002",
                    "PCMA/8000",
                    120,
                    120,
                    2_400,
                    5_000,
                    0,
                    "",
                    List.of(leg(0, "old-gateway", "h323"), leg(1, "phone", "sip")),
                    List.of(
                            new CallView.SoundView(
                                    0, 1, "PCMA/8000", "PCMA/8000", "passed", "both sides use it"),
                            new CallView.SoundView(
                                    1,
                                    0,
                                    "OPUS/48000",
                                    "PCMA/8000",
                                    "converted",
                                    "the listener did not agree to OPUS/48000")),
                    List.of(
                            new CallView.LadderRow(
                                    0,
                                    List.of(
                                            message(0, true, "Setup", "1001 -> 2002"),
                                            message(0, false, "CallProceeding", ""),
                                            message(1, false, "INVITE", "PCMA")),
                                    List.of("dial plan rule 1: any number to phone")),
                            new CallView.LadderRow(
                                    120_400,
                                    List.of(
                                            message(1, true, "180 Ringing", ""),
                                            message(0, false, "Alerting", "")),
                                    List.of()),
                            new CallView.LadderRow(
                                    130_000,
                                    List.of(
                                            message(
                                                    0,
                                                    true,
                                                    "Facility",
                                                    "transportedInformation, tunnelling"),
                                            message(0, true, "H.245 masterSlaveDetermination", "")),
                                    List.of())),
                    List.of(
                            new CallView.DecisionView(0, 0, "message", "Offered"),
                            new CallView.DecisionView(
                                    0, 0, "route", "dial plan rule 1: any number to phone"),
                            new CallView.DecisionView(
                                    2_400_000, 0, "codec", "PCMA/8000 to leg 1 as PCMA/8000")));

    private final List<String> hungUp = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();

    static CallView.LegView leg(int index, String trunk, String protocol) {
        return leg(index, trunk, protocol, CallView.VideoView.NONE);
    }

    /// The same call between others.
    public static CallView callOf(List<CallView.LegView> legs) {
        return new CallView(
                CALL.id(),
                CALL.state(),
                CALL.started(),
                CALL.from(),
                CALL.to(),
                CALL.codec(),
                CALL.postDialDelayMillis(),
                CALL.ringingMillis(),
                CALL.answeredMillis(),
                CALL.durationMillis(),
                CALL.cause(),
                CALL.endedBy(),
                legs,
                List.of(),
                List.of(),
                List.of());
    }

    public static CallView.LegView leg(
            int index, String trunk, String protocol, CallView.VideoView video) {
        return new CallView.LegView(
                index,
                trunk,
                protocol,
                new CallView.MediaView(
                        "192.0.2.1:20000",
                        "",
                        "PCMA/8000",
                        "PCMA/8000",
                        "AEAD_AES_256_GCM",
                        250,
                        249,
                        0,
                        1,
                        1_500,
                        new CallView.QualityView(
                                2,
                                1,
                                0,
                                0,
                                24_300,
                                3,
                                2_500,
                                92.1,
                                4.4,
                                80.2,
                                4.0,
                                new CallView.ListeningView(0.4, 2.0, 48, 40, 60, 82, 4.0, 3.8)),
                        video));
    }

    private static CallView.LadderEntry message(
            int leg, boolean received, String name, String detail) {
        return new CallView.LadderEntry(leg, received, name, detail);
    }

    public List<String> hungUp() {
        return List.copyOf(hungUp);
    }

    @Override
    public GatewayView gateway() {
        return new GatewayView(
                "0.1",
                "2026-01-02T03:04:00Z",
                1,
                drained,
                "short turns",
                new GatewayView.Totals(12, 9, 2, 3),
                records,
                List.of(new GatewayView.Listener("sip", "udp", "192.0.2.1:5060")),
                List.of("phone"));
    }

    private volatile DrainView drained = DrainView.OFF;

    /// The call that is left ends when it is waited for.
    @Override
    public DrainView drain(boolean on) {
        drained = on ? new DrainView(true, "2026-01-02T03:04:06Z", 1, 4) : DrainView.OFF;
        return drained;
    }

    @Override
    public DrainView draining(Duration atMost) {
        if (drained.draining() && atMost.isPositive()) {
            drained = new DrainView(true, drained.since(), 0, 5);
        }
        return drained;
    }

    private volatile GatewayView.Records records = new GatewayView.Records("", 21, 0, 0, 0, 0);

    /// Its records get along like that from now on.
    public void records(GatewayView.Records other) {
        records = other;
    }

    private volatile CallView shown = CALL;

    /// Has this call from now on, in place of the one it had.
    public void show(CallView call) {
        shown = call;
    }

    @Override
    public List<CallView> calls() {
        return List.of(shown);
    }

    /// An account with a page and a phone.
    public static final AccountView ACCOUNT =
            new AccountView(
                    "1001",
                    "Anna",
                    List.of("sip", "webrtc"),
                    List.of("7495*"),
                    List.of(
                            new AccountView.DeviceView(
                                    "webrtc", "page at 192.0.2.7", "2026-01-02T03:00:00Z", ""),
                            new AccountView.DeviceView(
                                    "sip",
                                    "udp 192.0.2.8:5060, baresip v1",
                                    "2026-01-02T03:01:00Z",
                                    "2026-01-02T03:11:00Z")));

    @Override
    public List<AccountView> accounts() {
        return List.of(ACCOUNT);
    }

    @Override
    public Optional<CallView> call(String id) {
        return Optional.of(shown).filter(c -> c.id().equals(id));
    }

    /// Orders to record, as {@code ID on} and {@code ID off}.
    public List<String> recorded() {
        return List.copyOf(recorded);
    }

    @Override
    public RecordPageView records(RecordQuestion question) throws RecordsAway {
        if (question.limit() == RecordQuestion.MOST) {
            throw new RecordsAway("No records here.");
        }
        return new RecordPageView(List.of(RECORD), question.limit() == 1 ? "more" : "");
    }

    @Override
    public Optional<RecordView> recordOf(String id) throws RecordsAway {
        if (id.equals(SILENT)) {
            throw new RecordsAway("No records here.");
        }
        return Optional.of(RECORD).filter(r -> r.callId().equals(id));
    }

    @Override
    public boolean record(String id, boolean on) {
        return id.equals(CALL.id()) && recorded.add(id + (on ? " on" : " off"));
    }

    @Override
    public List<AskedView> asked() {
        return List.of(
                new AskedView(
                        CALL.id(), "old-gateway", "84951234567", "100", "2026-01-02T03:04:05Z"));
    }

    /// A call in which nobody talks.
    static final String SILENT = "000000000001";

    /// A number for which there is no room.
    static final String NO_ROOM = "999";

    private final List<String> ordered = new ArrayList<>();
    private final List<Consumer<EventView>> followers = new CopyOnWriteArrayList<>();

    /// What was ordered, in words.
    public List<String> ordered() {
        return List.copyOf(ordered);
    }

    public List<Consumer<EventView>> followers() {
        return followers;
    }

    @Override
    public Optional<String> begin(String first, String second, Optional<String> shown) {
        ordered.add("begin " + first + " " + second + " " + shown.orElse("-"));
        return Optional.of(CALL.id()).filter(_ -> !first.equals(NO_ROOM));
    }

    @Override
    public Outcome hold(String id, Side party, boolean on) {
        return order(id, (on ? "hold " : "resume ") + party);
    }

    @Override
    public Outcome sendDigits(String id, Side party, String digits) {
        return order(id, "digits " + party + " " + digits);
    }

    @Override
    public Outcome transfer(String id, Side leaves, String to) {
        return order(id, "transfer " + leaves + " " + to);
    }

    private Outcome order(String id, String what) {
        if (id.equals(SILENT)) {
            return Outcome.NOBODY_TALKS;
        }
        if (!id.equals(CALL.id())) {
            return Outcome.NO_SUCH_CALL;
        }
        ordered.add(what);
        return Outcome.DONE;
    }

    @Override
    public AutoCloseable follow(Consumer<EventView> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    @Override
    public Optional<List<WireView>> wire(String id) {
        return Optional.of(
                        List.of(
                                new WireView(
                                        "2026-01-02T03:04:05.000100Z",
                                        0,
                                        true,
                                        "Setup",
                                        "q931",
                                        "tcp",
                                        "192.0.2.1:1720",
                                        "192.0.2.7:40000",
                                        SETUP),
                                new WireView(
                                        "2026-01-02T03:04:05.000900Z",
                                        1,
                                        false,
                                        "INVITE",
                                        "sip",
                                        "udp",
                                        "[2001:db8::1]:5060",
                                        "[2001:db8::9]:5060",
                                        HexFormat.of()
                                                .formatHex(
                                                        INVITE.getBytes(StandardCharsets.UTF_8)))))
                .filter(_ -> id.equals(CALL.id()));
    }

    @Override
    public ReloadView reload() {
        return new ReloadView(false, List.of("dragoman.yaml:3: sip: is wrong"), 2);
    }

    @Override
    public Optional<RouteView> explain(RouteQuestion question) {
        return question.from().equals(NO_ROOM) ? Optional.empty() : Optional.of(ROUTE);
    }

    @Override
    public boolean hangUp(String id) {
        if (!id.equals(CALL.id())) {
            return false;
        }
        hungUp.add(id);
        return true;
    }
}
