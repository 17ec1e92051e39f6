package org.dragoman.h323.pdu;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// One PDU that another stack sent, with what an independent decoder read in it.
///
/// @param octets the PDU itself, taken out of its Q.931 message where it came in one
/// @param facts the decoder's reading, in the words of {@link Facts}
/// @param seen captures and frames it was seen in; a message sent twice is here once
record Golden(Kind kind, byte[] octets, List<String> facts, List<String> seen) {

    /// All PDUs of these kinds. Q.931 messages without a User-User element are left out.
    static List<Golden> all(Kind... kinds) {
        return Stream.of(kinds).flatMap(kind -> lines(kind).stream()).toList();
    }

    /// Lines of the file of this kind that hold no PDU: Q.931 messages without a User-User
    /// element.
    static int withoutPdu(Kind kind) {
        return raw(kind).size() - lines(kind).size();
    }

    /// Messages on the wire, counting repeated ones.
    static int messages(Kind kind) {
        return raw(kind).stream().mapToInt(line -> line[2].split(",").length).sum();
    }

    private static List<Golden> lines(Kind kind) {
        List<Golden> all = new ArrayList<>();
        for (String[] columns : raw(kind)) {
            byte[] message = HexFormat.of().parseHex(columns[0]);
            var pdu = kind == Kind.Q931 ? UserUserElement.in(message) : Optional.of(message);
            if (pdu.isPresent()) {
                List<String> facts = Arrays.asList(columns[1].split(" "));
                all.add(new Golden(kind, pdu.get(), facts, List.of(columns[2].split(","))));
            }
        }
        return all;
    }

    private static List<String[]> raw(Kind kind) {
        String name = "/golden/pdu/" + kind.file + ".tsv.gz";
        try (var file = Objects.requireNonNull(Golden.class.getResourceAsStream(name), name);
                var text =
                        new InputStreamReader(
                                new GZIPInputStream(file), StandardCharsets.US_ASCII);
                var lines = new BufferedReader(text)) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /// Names the PDU in a test's message: the first place it was seen.
    @Override
    public String toString() {
        return kind + " " + seen.getFirst();
    }
}
