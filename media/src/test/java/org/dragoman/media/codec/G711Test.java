package org.dragoman.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class G711Test {
    static final List<String[]> CODES = rows("/golden/g711.csv");
    static final List<String[]> SAMPLES = rows("/golden/g711-compress.csv");

    /// G.711 Tables 5 and 6: a sine of 1 kHz at 0 dBm0, eight samples.
    static final int[] MILLIWATT_A = {0x34, 0x21, 0x21, 0x34, 0xB4, 0xA1, 0xA1, 0xB4};

    static final int[] MILLIWATT_MU = {0x1E, 0x0B, 0x0B, 0x1E, 0x9E, 0x8B, 0x8B, 0x9E};

    @Test
    void expands_and_converts_every_code_as_the_tables_say() {
        assertThat(CODES).hasSize(256);
        for (String[] row : CODES) {
            byte code = code(row[0]);
            assertThat(G711.expandMu(code)).as("mu %s", row[0]).isEqualTo(number(row[1]));
            assertThat(G711.expandA(code)).as("A %s", row[0]).isEqualTo(number(row[2]));
            assertThat(G711.muToA(code)).as("mu to A %s", row[0]).isEqualTo(code(row[3]));
            assertThat(G711.aToMu(code)).as("A to mu %s", row[0]).isEqualTo(code(row[4]));
        }
    }

    @Test
    void compresses_as_another_implementation_does() {
        assertThat(SAMPLES).hasSizeGreaterThan(400);
        SAMPLES.forEach(row -> compresses(number(row[0]), row[1], row[2]));
    }

    private static void compresses(int sample, String mu, String a) {
        // A code stands for an interval; at its very edge two encoders may take neighbours.
        assertThat(distanceMu(G711.compressMu(sample), code(mu), sample)).isLessThanOrEqualTo(4);
        assertThat(G711.compressA(sample)).as("%d", sample).isEqualTo(code(a));
    }

    @Test
    void every_code_survives_expanding_and_compressing() {
        for (int i = 0; i < 256; i++) {
            byte code = (byte) i;
            assertThat(G711.compressA(G711.expandA(code))).isEqualTo(code);
            if (i != 0x7F) { // minus zero comes back as plus zero
                assertThat(G711.compressMu(G711.expandMu(code))).isEqualTo(code);
            }
        }
    }

    @Test
    void the_digital_milliwatt_is_a_sine_of_0_dbm0() {
        assertThat(levelDbm0(MILLIWATT_A, true)).isBetween(-0.05, 0.05);
        assertThat(levelDbm0(MILLIWATT_MU, false)).isBetween(-0.05, 0.05);
    }

    private static double levelDbm0(int[] codes, boolean aLaw) {
        double squares = 0;
        for (int c : codes) {
            int linear = aLaw ? G711.expandA((byte) c) : G711.expandMu((byte) c);
            squares += (double) linear * linear;
        }
        double peak = Math.sqrt(2 * squares / codes.length);
        return aLaw ? 3.14 + 20 * Math.log10(peak / 32_768) : 3.17 + 20 * Math.log10(peak / 32_636);
    }

    private static int distanceMu(byte ours, byte theirs, int sample) {
        int our = Math.abs(G711.expandMu(ours) - sample);
        int their = Math.abs(G711.expandMu(theirs) - sample);
        return our - their;
    }

    private static byte code(String hex) {
        return (byte) Integer.parseInt(hex, 16);
    }

    private static int number(String text) {
        return Integer.parseInt(text);
    }

    private static List<String[]> rows(String resource) {
        try (var in = G711Test.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
