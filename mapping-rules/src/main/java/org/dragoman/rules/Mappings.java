package org.dragoman.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every mapping table, loaded. Immutable; one for the whole program.
public final class Mappings {
    private final Map<Preset, CauseMapping> causes;
    private final Common common;
    private final Map<String, Mappings> trunks;

    /// All but the tables of causes.
    ///
    /// - {@code causeNames}: by cause; {@code redirectionReasons}: Diversion's words, by code.
    record Common(
            Map<String, Mapped<String>> causeNames,
            CodecTable codecs,
            FlvSounds flvSounds,
            MessageTable messages,
            NumberTables numbers,
            ProgressTables progress,
            Map<String, Mapped<String>> redirectionReasons,
            ElementTable elements,
            ToneTable tones,
            FreeswitchCauses freeswitchCauses,
            DialStatuses dialStatuses) {
        Common {
            causeNames = Map.copyOf(causeNames);
            redirectionReasons = Map.copyOf(redirectionReasons);
        }
    }

    /// - {@code trunks}: what holds for those that have rows of their own.
    Mappings(Map<Preset, CauseMapping> causes, Common common, Map<String, Mappings> trunks) {
        this.causes = Map.copyOf(causes);
        this.common = common;
        this.trunks = Map.copyOf(trunks);
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
        return new Mappings(all.causes, all.common, byTrunk);
    }

    private static Mappings ofTrunk(OwnTables own, TrunkTables trunk) throws BadTable {
        trunk.own().actFor(true);
        var loaded = new TableLoader(TableLoader::resource, List.of(own, trunk.own())).load();
        if (trunk.statedCause()) {
            return loaded;
        }
        var causes = new HashMap<Preset, CauseMapping>();
        loaded.causes.forEach((preset, c) -> causes.put(preset, c.withoutStatedCauses()));
        return new Mappings(causes, loaded.common, Map.of());
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
        return Rows.first(common.causeNames(), List.of(Integer.toString(q850), "*")).value();
    }

    /// The Q.850 causes that have a name of their own, sorted.
    public List<Integer> causes() {
        return common.causeNames().keySet().stream()
                .filter(key -> !key.equals("*"))
                .map(Integer::valueOf)
                .sorted()
                .toList();
    }

    public CodecTable codecs() {
        return common.codecs();
    }

    /// Codecs in FLV tags.
    public FlvSounds flvSounds() {
        return common.flvSounds();
    }

    public MessageTable messages() {
        return common.messages();
    }

    public NumberTables numbers() {
        return common.numbers();
    }

    public FreeswitchCauses freeswitchCauses() {
        return common.freeswitchCauses();
    }

    public DialStatuses dialStatuses() {
        return common.dialStatuses();
    }

    /// What is told between a call and its answer.
    public ProgressTables progress() {
        return common.progress();
    }

    /// What the gateway's own tones sound like.
    public ToneTable tones() {
        return common.tones();
    }

    /// Information elements that rules may speak of.
    public ElementTable elements() {
        return common.elements();
    }

    /// The reason of a Diversion header (RFC 5806 §4.1) for a redirection reason code.
    public String diversionReason(int code) {
        return Rows.first(common.redirectionReasons(), List.of(Integer.toString(code), "*"))
                .value();
    }

    /// Why a call was sent on, as it is written, for people.
    public List<Row> redirectionRows() {
        return Rows.written(common.redirectionReasons().values());
    }

    /// The redirection reason code of a Diversion reason; 0 (unknown) for others.
    public int redirectionReason(String diversion) {
        return common.redirectionReasons().entrySet().stream()
                .filter(e -> !e.getKey().equals("*"))
                .filter(e -> e.getValue().value().equalsIgnoreCase(diversion))
                .mapToInt(e -> Integer.parseInt(e.getKey()))
                .min()
                .orElse(0);
    }
}
