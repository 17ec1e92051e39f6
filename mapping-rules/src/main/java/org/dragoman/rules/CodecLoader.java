package org.dragoman.rules;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;

/// Reads the tables of codecs and of the H.245 capabilities that stand for them.
record CodecLoader(TableLoader tables) {
    CodecTable load() throws BadTable {
        var table =
                tables.read(
                        "codecs.csv",
                        "name",
                        "clock-hz",
                        "channels",
                        "payload-type",
                        "parameters",
                        "frame-millis",
                        "packet-millis");
        var entries = table.map(c -> c.text("name") + "/" + c.text("clock-hz"), CodecLoader::codec);
        var named = new HashMap<String, CodecTable.Entry>();
        entries.values().forEach(e -> named.putIfAbsent(e.codec().name(), e));
        var audio =
                tables.read(
                                "h245-capability-to-codec.csv",
                                "capability",
                                "codec",
                                "parameters",
                                "unit-millis")
                        .map(c -> c.text("capability"), c -> h245Audio(c, named));
        var choices =
                tables.read("codec-to-h245-capability.csv", "codec", "parameters", "capability")
                        .list(c -> h245Choice(c, audio));
        return new CodecTable(List.copyOf(entries.values()), audio, choices);
    }

    FlvSounds flv() throws BadTable {
        var table =
                tables.read(
                        "flv-sound-to-codec.csv",
                        "tag",
                        "rate-hz",
                        "codec",
                        "clock-hz",
                        "channels",
                        "flag");
        return new FlvSounds(
                List.copyOf(
                        table.map(c -> c.text("tag") + " " + c.text("rate-hz"), CodecLoader::flv)
                                .values()));
    }

    private static FlvSounds.Entry flv(CsvTable.Cells cells) {
        var flag = cells.text("flag");
        if (!flag.matches("[0-9a-f]{0,4}")) {
            cells.bad("flag is " + flag + ", allowed are up to four hexadecimal digits");
        }
        return new FlvSounds.Entry(
                cells.text("tag"),
                cells.number("rate-hz", 5_000, 48_000),
                new Codec(
                        cells.text("codec"),
                        cells.number("clock-hz", 5_000, 48_000),
                        cells.number("channels", 1, 2),
                        Map.of()),
                flag.matches("[0-9a-f]{1,4}") ? HexFormat.fromHexDigits(flag) : 0,
                cells.row());
    }

    private static CodecTable.Entry codec(CsvTable.Cells cells) {
        var type =
                cells.text("payload-type").isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(cells.number("payload-type", 0, 95));
        var codec =
                new Codec(
                        cells.text("name"),
                        cells.number("clock-hz", 8_000, 192_000),
                        cells.number("channels", 1, 2),
                        parameters(cells));
        return new CodecTable.Entry(
                codec,
                type,
                cells.number("frame-millis", 1, 120),
                cells.number("packet-millis", 1, 120),
                cells.row());
    }

    private static CodecTable.H245Audio h245Audio(
            CsvTable.Cells cells, Map<String, CodecTable.Entry> codecs) {
        var entry = codecs.get(cells.text("codec"));
        if (entry == null) {
            cells.bad("codecs.csv has no " + cells.text("codec"));
            return new CodecTable.H245Audio("", Codec.PCMU, 1, cells.row());
        }
        var codec = entry.codec();
        for (var parameter : parameters(cells).entrySet()) {
            codec = codec.with(parameter.getKey(), parameter.getValue());
        }
        return new CodecTable.H245Audio(
                cells.text("capability"), codec, cells.number("unit-millis", 1, 120), cells.row());
    }

    private static CodecTable.H245Choice h245Choice(
            CsvTable.Cells cells, Map<String, CodecTable.H245Audio> audio) {
        var capability = cells.text("capability");
        if (!audio.containsKey(capability)) {
            cells.bad("h245-capability-to-codec.csv has no " + capability);
        }
        return new CodecTable.H245Choice(
                cells.text("codec"), parameters(cells), capability, cells.row());
    }

    private static Map<String, String> parameters(CsvTable.Cells cells) {
        var map = new HashMap<String, String>();
        for (var part : cells.text("parameters").split(";")) {
            var pair = part.split("=", 2);
            if (pair.length == 2) {
                map.put(pair[0].strip(), pair[1].strip());
            } else if (!part.isBlank()) {
                cells.bad("a parameter is name=value: " + part);
            }
        }
        return map;
    }
}
