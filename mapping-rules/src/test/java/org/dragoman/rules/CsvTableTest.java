package org.dragoman.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class CsvTableTest {
    record Bad(String name, String text, String problem) {}

    static final List<Bad> BAD =
            List.of(
                    new Bad("empty", "", "t.csv:1: no line names the columns"),
                    new Bad(
                            "column missing",
                            "code,source\n",
                            "t.csv:1: columns are [code, source], wanted are [code, q850, source]"),
                    new Bad("column twice", "code,q850,q850,source\n", "t.csv:1: columns are"),
                    new Bad("cell missing", "code,q850,source\n1,2\n", "t.csv:2: 2 cells"),
                    new Bad("no source", "code,q850,source\n# x\n1,2,\n", "t.csv:3: no source"),
                    new Bad(
                            "duplicate",
                            "code,q850,source\n1,2,s\n*,3,s\n1,4,s\n",
                            "t.csv:4: the same key as line 2: 1"),
                    new Bad(
                            "not a cause",
                            "code,q850,source\n1,128,s\n*,3,s\n",
                            "t.csv:2: q850 is 128, allowed are 1 to 127"),
                    new Bad(
                            "not a number",
                            "code,q850,source\n1,busy,s\n*,3,s\n",
                            "t.csv:2: q850 is busy, allowed are 1 to 127"),
                    new Bad(
                            "no default",
                            "code,q850,source\n1,2,s\n",
                            "t.csv:2: no row for the rest"),
                    new Bad(
                            "open quote",
                            "code,q850,source\n1,\"2,s\n",
                            "t.csv:2: a quote is not closed"),
                    new Bad(
                            "long",
                            "code,q850,source\n1," + "2".repeat(1_000) + ",s\n",
                            "t.csv:2: longer"),
                    new Bad(
                            "many lines",
                            "code,q850,source\n" + "#\n".repeat(5_000),
                            "t.csv:5001: more than"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("BAD")
    void namesTheLine(Bad c) {
        var thrown = catchThrowableOfType(BadTable.class, () -> load(c.text()));
        assertThat(thrown).isNotNull();
        assertThat(thrown.problems()).anyMatch(p -> p.startsWith(c.problem()));
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        var thrown =
                catchThrowableOfType(
                        BadTable.class, () -> load("code,q850,source\n1,0,s\n2,3\n3,4,\n"));
        assertThat(thrown.problems()).hasSize(2);
    }

    @Test
    void keepsCommasInQuotes() throws BadTable {
        var rows =
                CsvTable.read("t.csv", "source,a\n\"one, two\", x \n", "a")
                        .list(c -> c.text("a") + "|" + c.row().source());
        assertThat(rows).containsExactly("x|one, two");
    }

    /// Only a {@link BadTable} may come out, whatever goes in.
    @Test
    void survivesNoise() {
        var random = new Random(7);
        var alphabet = "code,q850,source\n\n*,123\"#x\u00e4 \r";
        var good = "code,q850,source\n1,2,s\n*,3,s\n";
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder(good);
            for (int change = random.nextInt(8); change >= 0; change--) {
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                text.setCharAt(random.nextInt(text.length()), c);
            }
            text.setLength(random.nextInt(text.length() + 1));
            try {
                load(text.toString());
            } catch (BadTable expected) {
                assertThat(expected.problems()).allMatch(p -> p.matches("t.csv:\\d+: .+"));
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(10_000);
    }

    private static void load(String text) throws BadTable {
        var table = CsvTable.read("t.csv", text, "code", "q850");
        var map = table.map(c -> c.text("code"), c -> c.number("q850", 1, 127));
        table.needsDefault(map, "*");
    }
}
