package org.dragoman.gateway.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cut anywhere and with any octet changed, a capture is explained or refused with a sentence:
/// whatever is in it, nothing else comes out.
class DamagedCapturesTest {
    private static final Path CAPTURES = Path.of("src", "test", "resources", "captures");
    private static final int ROUNDS = 25;
    private static final Explainer EXPLAINER = new Explainer(Mappings.load());

    @TempDir private Path folder;

    private static byte[] capture(String name) throws IOException {
        var packed = CAPTURES.resolve(name + ".pcapng.gz");
        try (var in = new GZIPInputStream(Files.newInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rtmp_freeswitch",
                "rtmp_siprtmp",
                "rtmp_flashphoner",
                "rtmp_programs",
                "fs1_tun0_h323_to_sip",
                "40-h4504-hold-nogk"
            })
    void explains_or_refuses(String name) throws IOException {
        var random = new Random(17);
        var whole = capture(name);
        var file = folder.resolve("damaged.pcapng");
        int explained = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var damaged = Arrays.copyOf(whole, whole.length - random.nextInt(whole.length / 2));
            for (int n = random.nextInt(12); n > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                explained += EXPLAINER.explain(file).calls().isEmpty() ? 0 : 1;
            } catch (IOException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
        assertThat(explained).as("that could be explained").isPositive();
    }
}
