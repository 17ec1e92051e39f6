package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.media.dtmf.DtmfReceiver;
import org.dragoman.media.dtmf.DtmfSender;
import org.dragoman.tests.peer.Peers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Digits as tones, between ours and programs that others wrote: multimon-ng hears ours, and we
/// hear sox's.
class ToneDigitsJudgedTest {
    private static final String DIGITS = "1234567890*#ABCD1100";
    private static final int MULTIMON_HZ = 22_050; // the only rate it takes

    @TempDir private Path folder;

    @Test
    void multimon_hears_each_of_our_digits_once() throws Exception {
        var file = folder.resolve("ours.raw");
        var sender = new DtmfSender(MULTIMON_HZ);
        var pcm = new short[MULTIMON_HZ / 50];
        var bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        try (var out = Files.newOutputStream(file)) {
            for (char digit : DIGITS.toCharArray()) {
                sender.begin(digit, 1); // the shortest we send
                while (sender.isActive()) {
                    sender.read(pcm, 0, pcm.length);
                    bytes.asShortBuffer().put(pcm);
                    out.write(bytes.array());
                }
            }
        }
        var heard = run(Peers.MULTIMON, "-q", "-a", "DTMF", "-t", "raw", file.toString());
        assertThat(heard.replace("DTMF: ", "").replace("\n", "")).isEqualTo(DIGITS);
    }

    @Test
    void we_hear_each_of_soxs_digits_once() throws Exception {
        var heard = new StringBuilder();
        var receiver = new DtmfReceiver(8_000, new Ear(heard));
        int[] low = {697, 770, 852, 941};
        int[] high = {1_209, 1_336, 1_477, 1_633};
        for (int row : low) {
            for (int column : high) {
                var file = folder.resolve(row + "-" + column + ".raw").toString();
                var format = List.of("-r", "8000", "-e", "signed", "-b", "16");
                var sound =
                        List.of("synth", "0.045", "sine", "" + row, "sine", "" + column)
                                .toArray(String[]::new);
                run(Peers.SOX, words("-n", format, file, sound));
                var pcm = samples(Path.of(file));
                receiver.accept(pcm, 0, pcm.length);
            }
        }
        assertThat(heard.toString()).isEqualTo("123A456B789C*0#D");
    }

    private static String[] words(String first, List<String> format, String file, String[] sound) {
        var all = new ArrayList<String>();
        all.add("-D");
        all.add(first);
        all.addAll(format);
        all.add(file);
        all.addAll(List.of(sound));
        all.addAll(List.of("vol", "0.4", "remix", "-", "pad", "0", "0.045"));
        return all.toArray(String[]::new);
    }

    private static short[] samples(Path file) throws IOException {
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        var pcm = new short[bytes.remaining() / 2];
        bytes.asShortBuffer().get(pcm);
        return pcm;
    }

    private static String run(Peers peer, String... arguments) throws Exception {
        var command = new ArrayList<String>();
        command.add(peer.path().toString());
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private record Ear(StringBuilder heard) implements DtmfReceiver.Ear {
        @Override
        public void began(char digit) {
            heard.append(digit);
        }

        @Override
        public void ended(char digit, long heldMillis) {
            assertThat(heldMillis).isPositive();
        }
    }
}
