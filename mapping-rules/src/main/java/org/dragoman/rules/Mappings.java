package org.dragoman.rules;

import java.util.HashMap;
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
    private final Map<String, Mappings> trunks;

    /// A Q.931 progress indicator.
    ///
    /// - {@code inBand}: something can be heard on the leg.
    /// - {@code sip}: what SIP has for it.
    public record ProgressIndicator(boolean inBand, String sip, String meaning, Row row) {}

    private Mappings(Mappings all, Map<Preset, CauseMapping> causes, Map<String, Mappings> trunks) {
        this.causes = Map.copyOf(causes);
        this.causeNames = all.causeNames;
        this.codecs = all.codecs;
        this.messages = all.messages;
        this.numbers = all.numbers;
        this.progressIndicators = all.progressIndicators;
        this.redirectionReasons = all.redirectionReasons;
        this.freeswitchCauses = all.freeswitchCauses;
        this.dialStatuses = all.dialStatuses;
        this.trunks = Map.copyOf(trunks);
    }

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
        this.trunks = Map.of();
    }

    /// The tables the program ships with.
    public static Mappings load() {
        try {
            return new TableLoader(TableLoader::resource).load();
        } catch (BadTable broken) {
            throw new IllegalStateException("the shipped tables are broken", broken);
        }
    }

    /// Those with the operator's over them.
    ///
    /// - {@code trunks}: what trunks have of their own, over those of all.
    /// - Errors: {@link BadTable} for a mistake in what the operator wrote.
    public static Mappings load(OwnTables own, Map<String, TrunkTables> trunks) throws BadTable {
        own.actFor(false);
        var all = new TableLoader(TableLoader::resource, List.of(own)).load();
        var byTrunk = new HashMap<String, Mappings>();
        for (var trunk : trunks.entrySet()) {
            if (!trunk.getValue().equals(TrunkTables.DEFAULT)) {
                byTrunk.put(trunk.getKey(), ofTrunk(own, trunk.getValue()));
            }
        }
        return new Mappings(all, all.causes, byTrunk);
    }

    private static Mappings ofTrunk(OwnTables own, TrunkTables trunk) throws BadTable {
        trunk.own().actFor(true);
        var loaded = new TableLoader(TableLoader::resource, List.of(own, trunk.own())).load();
        if (trunk.statedCause()) {
            return loaded;
        }
        var causes = new HashMap<Preset, CauseMapping>();
        loaded.causes.forEach((preset, c) -> causes.put(preset, c.withoutStatedCauses()));
        return new Mappings(loaded, causes, Map.of());
    }

    /// The tables that hold for a trunk.
    public Mappings of(String trunk) {
        return trunks.getOrDefault(trunk, this);
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
