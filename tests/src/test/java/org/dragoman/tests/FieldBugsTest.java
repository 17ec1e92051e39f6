package org.dragoman.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The list of bugs that users of other stacks met, in docs/field-bugs.md, each with the tests that
/// keep it out of here: a test that is renamed or removed is missed.
class FieldBugsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW =
            Pattern.compile("\\| ([HSWR]\\d+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

    /// What voice calls between H.323 and SIP, and those of RTMP clients, must not repeat.
    private static final List<String> REQUIRED =
            List.of(
                    "H1", "H2", "H3", "H4", "H5", "H6", "H7", "H8", "H9", "H10", "H11", "H12",
                    "H13", "H14", "H15", "H16", "H17", "H18", "H19", "H24", "H27", "H28", "H29",
                    "H30", "H32", "H33", "H34", "S3", "S5", "S7", "S8", "S13", "S14", "S17", "W5",
                    "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11");

    private record Row(String bug, List<String> missing) {}

    @Test
    void everyTestThatIsListedExists() throws IOException {
        assertThat(rows()).allSatisfy(row -> assertThat(row.missing()).as(row.bug()).isEmpty());
    }

    @Test
    void everyBugOfVoiceCallsIsListed() throws IOException {
        assertThat(rows().stream().map(Row::bug)).containsAll(REQUIRED);
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docs/field-bugs.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(new Row(row.group(1), missing(row.group(3))));
            }
        }
        return rows;
    }

    /// The tests of a cell that are not there; a cell without a test misses one.
    private static List<String> missing(String cell) throws IOException {
        List<String> missing = new ArrayList<>();
        Matcher test = TEST.matcher(cell);
        int listed = 0;
        while (test.find()) {
            listed++;
            if (!exists(test.group(1), test.group(2))) {
                missing.add(test.group());
            }
        }
        return listed == 0 ? List.of("no test is named: " + cell) : missing;
    }

    private static boolean exists(String type, String method) throws IOException {
        Pattern declared = Pattern.compile("\\bvoid " + method + "\\(");
        for (Path source : sources()) {
            if (source.endsWith(type + ".java")
                    && declared.matcher(Files.readString(source)).find()) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path tests :
                    modules.map(m -> m.resolve("src/test/java"))
                            .filter(Files::isDirectory)
                            .toList()) {
                try (Stream<Path> files = Files.walk(tests)) {
                    files.filter(f -> f.toString().endsWith(".java")).forEach(sources::add);
                }
            }
        }
        return sources;
    }
}
