package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.gateway.config.Written.READER;
import static org.dragoman.gateway.config.Written.right;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.Tone;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What peers are played.
class SoundReaderTest {
    @Test
    void what_is_played_is_read_with_its_files(@TempDir Path folder) throws Exception {
        var busy = Files.write(folder.resolve("busy.wav"), Silence.wav());
        var other = Files.write(folder.resolve("other.wav"), Silence.wav());
        var all =
                right(
                        """
                        media: {tones: de}
                        peers:
                          old:
                            protocol: h323
                            address: 192.0.2.10
                            tones: us
                            failure-tones: true
                            failure-tone-time: 5s
                            announcements: [17 %s, other %s]
                            dtmf: inband
                          new:
                            protocol: sip
                            address: 192.0.2.20
                            music-on-hold: %s
                            dtmf: inband
                        """
                                .formatted(busy, other, other));
        var old = all.policies().get("old").sounds();
        assertThat(old.failureTones()).isTrue();
        assertThat(old.toneTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(old.announcements()).isEqualTo(Map.of(17, busy.toString()));
        assertThat(old.otherAnnouncement()).contains(other.toString());
        assertThat(old.digitTones()).isTrue();
        var fresh = all.policies().get("new").sounds();
        assertThat(fresh.failureTones()).isFalse();
        assertThat(fresh.music()).contains(other.toString());
        assertThat(fresh.digitTones()).isTrue();
        var book = all.media().sounds();
        assertThat(book.recordings()).containsOnlyKeys(busy.toString(), other.toString());
        assertThat(book.trunkTones()).containsOnlyKeys("old");
        assertThat(book.tones()).isEqualTo(Mappings.load().tones().of("de").orElseThrow());
    }

    @Test
    void sounds_that_cannot_be_played_are_told() {
        var outcome =
                READER.read(
                        "d.yaml",
                        """
                        media: {tones: atlantis}
                        peers:
                          old:
                            protocol: h323
                            address: 192.0.2.10
                            announcements: [200 x.wav, 17 /nonexistent/x.wav]
                          new:
                            protocol: sip
                            address: 192.0.2.20
                            music-on-hold: /nonexistent/y.wav
                        """);
        assertThat(outcome.problems())
                .extracting(Problem::toString)
                .anyMatch(p -> p.contains("d.yaml:1") && p.contains("media.tones"))
                .anyMatch(p -> p.contains("d.yaml:6") && p.contains("200 x.wav"))
                .anyMatch(p -> p.contains("/nonexistent/x.wav cannot be read"))
                .anyMatch(p -> p.contains("/nonexistent/y.wav cannot be read"))
                .hasSize(4);
    }

    /// 10 ms of nothing, as a WAV file.
    private static final class Silence {
        static byte[] wav() {
            return HexFormat.of()
                    .parseHex(
                            "52494646c4000000574156"
                                    + "45666d74201000000001000100401f0000803e000002001000"
                                    + "64617461a0000000"
                                    + "00".repeat(160));
        }
    }

    @Test
    void the_operators_tones_take_the_place_of_those_of_the_program(@TempDir Path folder)
            throws IOException {
        Files.writeString(
                folder.resolve("tones.csv"),
                "country,tone,cadence,source\nru,busy,425:300 -:300,our network\n"
                        + "xy,ringback,400:1000 -:1000,our network\n");
        var outcome =
                READER.read(
                        "d.yaml",
                        """
                        tables: "%s"
                        media: {tones: ru}
                        peers:
                          a: {protocol: sip, address: 192.0.2.10, tones: xy}
                          b: {protocol: sip, address: 192.0.2.20}
                        """
                                .formatted(folder));
        assertThat(outcome.problems()).isEmpty();
        var book = outcome.configuration().media().sounds();
        assertThat(book.tones().get(Tone.BUSY)).isEqualTo(Cadence.parse("425:300 -:300"));
        assertThat(book.tones().get(Tone.RINGBACK)).isEqualTo(Cadence.parse("425:1000 -:4000"));
        var own = book.trunkTones().get("a");
        assertThat(own).containsEntry(Tone.RINGBACK, Cadence.parse("400:1000 -:1000"));
        assertThat(own).containsEntry(Tone.BUSY, Cadence.parse("425:500 -:500"));
    }
}
