package org.dragoman.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.Codec;

/// Codecs as RTP, SDP and H.245 know them.
public final class CodecTable {
    /// A codec and its RTP packets.
    ///
    /// - {@code payloadType}: the static one of RFC 3551; absent where it is dynamic.
    /// - {@code frameMillis}: length of a frame; a packet holds whole frames.
    /// - {@code packetMillis}: length of a packet where nobody asked for another.
    public record Entry(
            Codec codec, OptionalInt payloadType, int frameMillis, int packetMillis, Row row) {}

    /// An H.245 AudioCapability that stands for a codec.
    ///
    /// - {@code capability}: its name in ASN.1: {@code g711Ulaw64k}.
    /// - {@code unitMillis}: how long one unit of its packet size lasts.
    public record H245Audio(String capability, Codec codec, int unitMillis, Row row) {}

    private final List<Entry> entries;
    private final Map<String, H245Audio> fromH245;
    private final List<H245Choice> toH245;

    /// A codec with format parameters, and the capability that announces it.
    record H245Choice(String codec, Map<String, String> parameters, String capability, Row row) {}

    CodecTable(List<Entry> entries, Map<String, H245Audio> fromH245, List<H245Choice> toH245) {
        this.entries = List.copyOf(entries);
        this.fromH245 = Map.copyOf(fromH245);
        this.toH245 = List.copyOf(toH245);
    }

    /// Every codec, in order of the table.
    public List<Entry> entries() {
        return entries;
    }

    public Optional<Entry> of(Codec codec) {
        return entries.stream().filter(e -> e.codec().matches(codec)).findFirst();
    }

    /// The codec of a static payload type (RFC 3551 Table 4).
    public Optional<Entry> ofPayloadType(int payloadType) {
        return entries.stream()
                .filter(e -> e.payloadType().equals(OptionalInt.of(payloadType)))
                .findFirst();
    }

    /// The codec of an SDP encoding name, in any case.
    public Optional<Entry> ofName(String name, int clockHz) {
        return entries.stream()
                .filter(e -> e.codec().name().equalsIgnoreCase(name))
                .filter(e -> e.codec().clockHz() == clockHz)
                .findFirst();
    }

    /// What an H.245 AudioCapability stands for.
    public Optional<H245Audio> ofH245(String capability) {
        return Optional.ofNullable(fromH245.get(capability));
    }

    /// The AudioCapabilities that announce a codec, best first; none where H.245 has none.
    public List<H245Audio> h245(Codec codec) {
        var relevant = relevant(codec);
        var found = new ArrayList<H245Audio>(2);
        for (var choice : toH245) {
            if (choice.codec().equals(codec.name()) && choice.parameters().equals(relevant)) {
                ofH245(choice.capability()).ifPresent(found::add);
            }
        }
        return found;
    }

    /// The parameters that the table tells apart.
    private static Map<String, String> relevant(Codec codec) {
        var annexB = codec.parameters().get("annexb");
        return annexB == null ? Map.of() : Map.of("annexb", annexB);
    }

    /// Every row, for printing.
    public List<Row> rows() {
        return entries.stream().map(Entry::row).toList();
    }

    /// Every H.245 capability known, for printing.
    public List<Row> h245Rows() {
        return fromH245.values().stream()
                .map(H245Audio::row)
                .sorted((a, b) -> Integer.compare(a.line(), b.line()))
                .toList();
    }

    /// Which capability announces which codec, for printing; the operator's rows first.
    public List<Row> h245Choices() {
        return toH245.stream().map(H245Choice::row).toList();
    }
}
