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

/// One PDU that another program made, with what an independent decoder reads in it.
///
/// @param octets the PDU itself, taken out of its Q.931 message where it came in one
/// @param facts the decoder's reading, in the words of {@link Facts}
/// @param seen captures and frames it was seen in; a message sent twice is here once
record Golden(GoldenFile file, byte[] octets, List<String> facts, List<String> seen) {

    /// All PDUs of the files. Q.931 messages without a User-User element are left out.
    static List<Golden> all(GoldenFile... files) {
        return Stream.of(files).flatMap(file -> pdus(file).stream()).toList();
    }

    /// Lines of a file that hold no PDU: Q.931 messages without a User-User element.
    static int withoutPdu(GoldenFile file) {
        return lines(file).size() - pdus(file).size();
    }

    /// Messages in a file, counting repeated ones.
    static int messages(GoldenFile file) {
        return lines(file).stream().mapToInt(line -> line[2].split(",").length).sum();
    }

    Kind kind() {
        return file.kind;
    }

    private static List<Golden> pdus(GoldenFile file) {
        List<Golden> all = new ArrayList<>();
        for (String[] columns : lines(file)) {
            byte[] message = HexFormat.of().parseHex(columns[0]);
            var pdu = file == GoldenFile.Q931 ? UserUserElement.in(message) : Optional.of(message);
            if (pdu.isPresent()) {
                List<String> facts = Arrays.asList(columns[1].split(" "));
                all.add(new Golden(file, pdu.get(), facts, List.of(columns[2].split(","))));
            }
        }
        return all;
    }

    private static List<String[]> lines(GoldenFile from) {
        String name = "/golden/pdu/" + from.file + ".tsv.gz";
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
        return file + " " + seen.getFirst();
    }
}
