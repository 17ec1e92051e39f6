package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.dragoman.gateway.explain.Explained;
import org.dragoman.gateway.explain.Explainer;
import org.dragoman.gateway.explain.Named;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every capture is explained as its golden file says, and its messages have the names that tshark
/// gives them.
class CapturesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "captures");
    private static final String PACKED = ".pcapng.gz";
    private static final Mappings MAPPINGS = Mappings.load();

    @TempDir private Path folder;

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(PACKED))
                    .map(n -> n.substring(0, n.length() - PACKED.length()))
                    .sorted()
                    .toList();
        }
    }

    private Path unpacked(String name) throws IOException {
        var file = folder.resolve(name + ".pcapng");
        try (var in = new GZIPInputStream(Files.newInputStream(FOLDER.resolve(name + PACKED)))) {
            Files.copy(in, file);
        }
        return file;
    }

    @ParameterizedTest
    @MethodSource("names")
    void is_explained(String name) throws IOException {
        var explained = new Explainer(MAPPINGS).explain(unpacked(name));
        var text = new StringWriter();
        var out = new PrintWriter(text);
        new ExplainReport(out, Screen.PLAIN).print(explained);
        out.flush();
        var golden = FOLDER.resolve(name + ".txt");
        if ("write".equals(System.getProperty("dragoman.golden"))) {
            Files.writeString(golden, text.toString());
        }
        assertThat(text.toString())
                .isEqualTo(Files.readString(golden))
                .doesNotContain("unreadable");
        assertThat(counted(explained)).as("by tshark").isEqualTo(TSHARK.get(name));
    }

    private static String counted(Explained explained) {
        var all = new ArrayList<Named>();
        var kinds = new TreeMap<String, Integer>();
        for (var call : explained.calls()) {
            for (var message : call.messages()) {
                if (call.protocol().equals("rtmp")) {
                    RtmpKinds.count(message.is().getFirst(), kinds);
                } else {
                    all.addAll(message.is());
                }
            }
        }
        explained.others().forEach(o -> all.add(o.is()));
        all.forEach(named -> kinds.merge(kind(named.name()), 1, Integer::sum));
        kinds.remove("TLS");
        var counted = new StringJoiner(" ");
        kinds.forEach((kind, times) -> counted.add(kind + "=" + times));
        return counted.toString();
    }

    private static final Map<String, String> TSHARK = tshark();

    private static Map<String, String> tshark() {
        try (var lines = Files.lines(FOLDER.resolve("tshark.tsv"))) {
            return lines.filter(l -> !l.startsWith("#"))
                    .map(l -> l.split("\t", -1))
                    .collect(Collectors.toMap(l -> l[0], l -> l[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final Pattern STATUS = Pattern.compile("([1-6][0-9][0-9]) .*");

    private static String kind(String name) {
        if (name.startsWith("H.245 ")) {
            return "H.245";
        }
        if (name.startsWith("RAS ")) {
            return "RAS";
        }
        var status = STATUS.matcher(name);
        return status.matches() ? status.group(1) : name;
    }
}
