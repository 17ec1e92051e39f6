package org.dragoman.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every mapping table, loaded. Immutable; one for the whole program.
public final class Mappings {
    private final Map<Preset, CauseMapping> causes;
    private final Map<String, Mapped<String>> causeNames;
    private final CodecTable codecs;
    private final MessageTable messages;
    private final NumberTables numbers;
    private final Map<String, ProgressIndicator> progressIndicators;
    private final Map<String, Mapped<String>> redirectionReasons;
    private final FreeswitchCauses freeswitchCauses;
    private final DialStatuses dialStatuses;

    /// A Q.931 progress indicator.
    ///
    /// - {@code inBand}: something can be heard on the leg.
    /// - {@code sip}: what SIP has for it.
    public record ProgressIndicator(boolean inBand, String sip, String meaning, Row row) {}

    Mappings(
            Map<Preset, CauseMapping> causes,
            Map<String, Mapped<String>> causeNames,
            CodecTable codecs,
            MessageTable messages,
            NumberTables numbers,
            Map<String, ProgressIndicator> progressIndicators,
            Map<String, Mapped<String>> redirectionReasons,
            FreeswitchCauses freeswitchCauses,
            DialStatuses dialStatuses) {
        this.causes = Map.copyOf(causes);
        this.causeNames = Map.copyOf(causeNames);
        this.codecs = codecs;
        this.messages = messages;
        this.numbers = numbers;
        this.progressIndicators = Map.copyOf(progressIndicators);
        this.redirectionReasons = Map.copyOf(redirectionReasons);
        this.freeswitchCauses = freeswitchCauses;
        this.dialStatuses = dialStatuses;
    }

    /// The tables the program ships with.
    public static Mappings load() {
        try {
            return new TableLoader(TableLoader::resource).load();
        } catch (BadTable broken) {
            throw new IllegalStateException("the shipped tables are broken", broken);
        }
    }

    public CauseMapping causes(Preset preset) {
        return Optional.ofNullable(causes.get(preset)).orElseThrow();
    }

    /// What a Q.850 cause is called.
    public String causeName(int q850) {
        var named = causeNames.get(Integer.toString(q850));
        return (named == null ? Optional.ofNullable(causeNames.get("*")).orElseThrow() : named)
                .value();
    }

    /// The Q.850 causes that have a name of their own, sorted.
    public List<Integer> causes() {
        return causeNames.keySet().stream()
                .filter(key -> !key.equals("*"))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    public CodecTable codecs() {
        return codecs;
    }

    public MessageTable messages() {
        return messages;
    }

    public NumberTables numbers() {
        return numbers;
    }

    public FreeswitchCauses freeswitchCauses() {
        return freeswitchCauses;
    }

    public DialStatuses dialStatuses() {
        return dialStatuses;
    }

    /// What a Q.931 progress indicator (0–127) tells.
    public ProgressIndicator progressIndicator(int description) {
        return Optional.ofNullable(progressIndicators.get(Integer.toString(description)))
                .or(() -> Optional.ofNullable(progressIndicators.get("*")))
                .orElseThrow();
    }

    /// The reason of a Diversion header (RFC 5806 §4.1) for a redirection reason code.
    public String diversionReason(int code) {
        return Optional.ofNullable(redirectionReasons.get(Integer.toString(code)))
                .or(() -> Optional.ofNullable(redirectionReasons.get("*")))
                .orElseThrow()
                .value();
    }

    /// The redirection reason code of a Diversion reason; 0 (unknown) for others.
    public int redirectionReason(String diversion) {
        return redirectionReasons.entrySet().stream()
                .filter(e -> !e.getKey().equals("*"))
                .filter(e -> e.getValue().value().equalsIgnoreCase(diversion))
                .mapToInt(e -> Integer.parseInt(e.getKey()))
                .min()
                .orElse(0);
    }
}
