package org.dragoman.rules;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// How the time between the call and its answer is told: by messages with progress indicators in
/// H.323, by provisional responses in SIP. Each edge looks up what its peer said and what it says.
public final class ProgressTables {
    static final String ANY = "*";
    static final String NONE = "none";

    /// What happens in a call, as far as these tables tell it.
    public enum Event {
        OFFERED,
        PROCEEDING,
        PROGRESS,
        RINGING,
        ANSWERED
    }

    /// The messages of a called H.323 side that may come before its answer.
    public enum Message {
        CALL_PROCEEDING,
        PROGRESS,
        ALERTING
    }

    /// - {@code inBand}: something can be heard.
    public record Meaning(Event event, boolean inBand) {}

    /// - {@code indicator}: 0–127, {@code none} or {@code *}.
    record Q931Key(Message message, String indicator) {}

    /// - {@code inBand}: {@code true} or {@code false}.
    record EventKey(Event event, String inBand) {}

    /// - {@code status}: 101–199 or {@code *}.
    record SipKey(String status, String sdp) {}

    private final Map<Q931Key, Mapped<Meaning>> fromQ931;
    private final Map<EventKey, Mapped<OptionalInt>> toQ931;
    private final Map<SipKey, Mapped<Meaning>> fromSip;
    private final Map<EventKey, Mapped<Integer>> toSip;

    ProgressTables(
            Map<Q931Key, Mapped<Meaning>> fromQ931,
            Map<EventKey, Mapped<OptionalInt>> toQ931,
            Map<SipKey, Mapped<Meaning>> fromSip,
            Map<EventKey, Mapped<Integer>> toSip) {
        this.fromQ931 = Map.copyOf(fromQ931);
        this.toQ931 = Map.copyOf(toQ931);
        this.fromSip = Map.copyOf(fromSip);
        this.toSip = Map.copyOf(toSip);
    }

    /// What a message of a called H.323 side means.
    ///
    /// - {@code indicators}: descriptions, 0–127; of several, one that tells of sound counts.
    public Mapped<Meaning> ofQ931(Message message, List<Integer> indicators) {
        if (indicators.isEmpty()) {
            return ofQ931(message, NONE);
        }
        var told = indicators.stream().map(i -> ofQ931(message, Integer.toString(i))).toList();
        return told.stream().filter(m -> m.value().inBand()).findFirst().orElseGet(told::getFirst);
    }

    private Mapped<Meaning> ofQ931(Message message, String indicator) {
        return Rows.first(
                fromQ931, List.of(new Q931Key(message, indicator), new Q931Key(message, ANY)));
    }

    /// The indicator that goes into the message for an event; nothing for none.
    public Mapped<OptionalInt> indicator(Event event, boolean inBand) {
        return Rows.first(toQ931, keys(event, inBand));
    }

    /// What a provisional response (101–199) means.
    ///
    /// - {@code sdp}: whether it describes media.
    public Mapped<Meaning> ofSip(int status, boolean sdp) {
        var described = Boolean.toString(sdp);
        var code = Integer.toString(status);
        return Rows.first(
                fromSip,
                List.of(
                        new SipKey(code, described),
                        new SipKey(code, ANY),
                        new SipKey(ANY, described),
                        new SipKey(ANY, ANY)));
    }

    /// The provisional response for an event.
    public Mapped<Integer> sipStatus(Event event, boolean inBand) {
        return Rows.first(toSip, keys(event, inBand));
    }

    private static List<EventKey> keys(Event event, boolean inBand) {
        return List.of(new EventKey(event, Boolean.toString(inBand)), new EventKey(event, ANY));
    }

    // --- as they are written, for people

    public List<Row> q931ToEvent() {
        return Rows.written(fromQ931.values());
    }

    public List<Row> eventToQ931() {
        return Rows.written(toQ931.values());
    }

    public List<Row> sipToEvent() {
        return Rows.written(fromSip.values());
    }

    public List<Row> eventToSip() {
        return Rows.written(toSip.values());
    }
}
