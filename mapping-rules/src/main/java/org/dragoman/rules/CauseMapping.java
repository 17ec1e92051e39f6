package org.dragoman.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Cause.Location;

/// How causes cross, in one preset. A value that the peer stated in Q.850 terms always crosses
/// unchanged and wins over the peer's own code; the tables speak only where it did not.
public final class CauseMapping {
    private static final String SIP = "SIP ";
    private static final String H225 = "H.225 ";
    private static final Pattern OWN_STATUS = Pattern.compile("SIP [456]\\d\\d");

    private final Preset preset;
    private final Map<SipKey, Mapped<SipMeaning>> fromSip;
    private final Map<CauseKey, Mapped<Integer>> toSip;
    private final Map<String, Mapped<Integer>> fromReason;
    private final Map<String, Mapped<String>> toReason;
    private final Map<String, Mapped<Integer>> hopByHop;
    private final boolean statedCauses;

    /// - {@code status}: {@code 486}, {@code 4xx} or {@code *}; {@code warning}: a Warning code
    ///   (RFC 3261 §20.43) or {@code *}.
    record SipKey(String status, String warning) {}

    record SipMeaning(int q850, Location location) {}

    /// - {@code q850}: a cause or {@code *}; {@code location}: a location or {@code *}.
    record CauseKey(String q850, String location) {}

    CauseMapping(
            Preset preset,
            Map<SipKey, Mapped<SipMeaning>> fromSip,
            Map<CauseKey, Mapped<Integer>> toSip,
            Map<String, Mapped<Integer>> fromReason,
            Map<String, Mapped<String>> toReason,
            Map<String, Mapped<Integer>> hopByHop) {
        this(preset, fromSip, toSip, fromReason, toReason, hopByHop, true);
    }

    private CauseMapping(
            Preset preset,
            Map<SipKey, Mapped<SipMeaning>> fromSip,
            Map<CauseKey, Mapped<Integer>> toSip,
            Map<String, Mapped<Integer>> fromReason,
            Map<String, Mapped<String>> toReason,
            Map<String, Mapped<Integer>> hopByHop,
            boolean statedCauses) {
        this.preset = preset;
        this.fromSip = Map.copyOf(fromSip);
        this.toSip = Map.copyOf(toSip);
        this.fromReason = Map.copyOf(fromReason);
        this.toReason = Map.copyOf(toReason);
        this.hopByHop = Map.copyOf(hopByHop);
        this.statedCauses = statedCauses;
    }

    /// The same for a peer whose statuses and reasons say more than the Q.850 causes it states.
    CauseMapping withoutStatedCauses() {
        return new CauseMapping(preset, fromSip, toSip, fromReason, toReason, hopByHop, false);
    }

    public Preset preset() {
        return preset;
    }

    /// What a final response 300–699 means.
    public Mapped<Cause> causeOfSipStatus(int status) {
        return causeOfSipStatus(status, OptionalInt.empty(), OptionalInt.empty());
    }

    /// What a final response means.
    ///
    /// - {@code reason}: the cause of a {@code Reason: Q.850} header (RFC 3326); it wins.
    /// - {@code warning}: the code of a Warning header.
    public Mapped<Cause> causeOfSipStatus(int status, OptionalInt reason, OptionalInt warning) {
        var text = Integer.toString(status);
        var any = "*";
        var family = status / 100 + "xx";
        var code = warning.isPresent() ? Integer.toString(warning.getAsInt()) : any;
        var found =
                Rows.first(
                        fromSip,
                        List.of(
                                new SipKey(text, code),
                                new SipKey(text, any),
                                new SipKey(family, any),
                                new SipKey(any, any)));
        var meaning = found.value();
        if (statedCauses && isCause(reason)) {
            var stated = Cause.signalled(reason.getAsInt(), meaning.location(), SIP + status);
            return new Mapped<>(stated, stated("Reason", reason.getAsInt(), "RFC 3326 §2"));
        }
        return new Mapped<>(
                Cause.mapped(meaning.q850(), meaning.location(), SIP + status), found.row());
    }

    /// What a BYE or CANCEL means: 16 unless its Reason says otherwise (RFC 3398 §8.2.6.1).
    public Mapped<Cause> causeOfSipRequest(String method, OptionalInt reason) {
        if (isCause(reason)) {
            var stated = Cause.signalled(reason.getAsInt(), Location.USER, SIP + method);
            return new Mapped<>(stated, stated("Reason", reason.getAsInt(), "RFC 3326 §2"));
        }
        return new Mapped<>(
                Cause.mapped(16, Location.USER, SIP + method),
                new Row("built in", 0, List.of(method, "16"), "RFC 3398 §8.2.6.1"));
    }

    /// The final response that says this cause before the call was answered. A SIP peer's own
    /// status reaches the other SIP leg as it was, unless it speaks of one hop only.
    public Mapped<Integer> sipStatusOf(Cause cause) {
        var own = ownSipStatus(cause);
        if (own.isPresent()) {
            return own.get();
        }
        var q850 = Integer.toString(cause.q850());
        return Rows.first(
                toSip,
                List.of(
                        new CauseKey(q850, cause.location().name()),
                        new CauseKey(q850, "*"),
                        new CauseKey("*", "*")));
    }

    /// What a ReleaseComplete means.
    ///
    /// - {@code element}: the Cause information element; it wins over the reason.
    /// - {@code reason}: name of the ReleaseCompleteReason, as in ASN.1, or empty.
    public Mapped<Cause> causeOfRelease(OptionalInt element, Location location, String reason) {
        var code = H225 + (reason.isEmpty() ? "ReleaseComplete" : reason);
        boolean says = !reason.isEmpty() && fromReason.containsKey(reason);
        if (isCause(element) && (statedCauses || !says)) {
            var stated = Cause.signalled(element.getAsInt(), location, code);
            return new Mapped<>(stated, stated("Cause", element.getAsInt(), "H.225.0 §7.3.10"));
        }
        var found = Rows.first(fromReason, List.of(reason, "*"));
        return new Mapped<>(Cause.mapped(found.value(), location, code), found.row());
    }

    /// What a ReleaseComplete without a Cause element means.
    public Mapped<Cause> causeOfReleaseReason(String reason) {
        return causeOfRelease(OptionalInt.empty(), Location.BEYOND_INTERWORKING, reason);
    }

    /// The name of the ReleaseCompleteReason for a ReleaseComplete that carries no Cause element.
    public Mapped<String> releaseReasonOf(Cause cause) {
        return Rows.first(toReason, List.of(Integer.toString(cause.q850()), "*"));
    }

    private Optional<Mapped<Integer>> ownSipStatus(Cause cause) {
        var code = cause.protocolCode();
        if (!OWN_STATUS.matcher(code).matches()) {
            return Optional.empty();
        }
        var status = code.substring(SIP.length());
        if (hopByHop.containsKey(status)) {
            return Optional.empty();
        }
        return Optional.of(
                new Mapped<>(
                        Integer.valueOf(status),
                        new Row("built in", 0, List.of(code, status), "SIP to SIP")));
    }

    private static boolean isCause(OptionalInt value) {
        return value.isPresent() && value.getAsInt() >= 1 && value.getAsInt() <= 127;
    }

    private static Row stated(String where, int q850, String source) {
        return new Row("signalled", 0, List.of(where, Integer.toString(q850)), source);
    }

    /// Every row of the preset, for printing: table name to rows.
    public Map<String, List<Row>> rows() {
        return Map.of(
                "sip-status-to-cause", Rows.written(fromSip.values()),
                "cause-to-sip-status", Rows.written(toSip.values()),
                "h225-reason-to-cause", Rows.written(fromReason.values()),
                "cause-to-h225-reason", Rows.written(toReason.values()));
    }
}
