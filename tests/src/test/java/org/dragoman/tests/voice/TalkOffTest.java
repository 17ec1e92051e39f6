package org.dragoman.tests.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.media.codec.G711;
import org.dragoman.media.dtmf.DtmfReceiver;
import org.dragoman.media.dtmf.DtmfSender;
import org.dragoman.tests.peer.Peers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Speech is no digit, and a digit over speech is one. espeak-ng speaks, in a high voice and a low
/// one, slowly and fast, and in the tongues of others: vowels that last are what looks like digits.
class TalkOffTest {
    private static final int RATE = 8_000;
    private static final double FULL_SCALE_DBM0 = 3.14; // G.711 Table 1a
    private static final double[] SPEECH_DBM0 = {-3, -10, -20, -30};
    private static final String DIGITS = "1234567890*#ABCD";

    private static final String TEXT =
            """
            Good morning, you have reached the office of the harbour master. For the tide tables of
            today, stay on the line. Our ferries leave at nine, at a quarter past eleven, at two and
            at half past five. Oh no, the boat to the lighthouse is out of order until the end of
            June; we are sorry. Who would like a cabin, a bicycle, or a place for a small dog, may
            call two one seven, four five five, nine eight oh three. Yes, you may pay by card. Eeh,
            no, not in the afternoon! Aah, see you soon. Moonlight tours go all year, you know, and
            the cook will have his soup ready. Please leave your name and number after the tone,
            we will call you as soon as we can. Have a lovely evening, and mind the gap.
            """;

    /// Voice, pitch and words a minute.
    private record Voice(String name, int pitch, int speed) {}

    private static final List<Voice> VOICES =
            List.of(
                    new Voice("en-us", 50, 175),
                    new Voice("en-gb+f2", 70, 150),
                    new Voice("en-gb+f4", 99, 130),
                    new Voice("en+m7", 10, 110),
                    new Voice("en+m3", 30, 220),
                    new Voice("de", 40, 140),
                    new Voice("it+f3", 60, 120),
                    new Voice("es+m5", 35, 160),
                    new Voice("fr+f5", 80, 140));

    @TempDir private static Path folder;
    private static short[] speech;

    @BeforeAll
    static void speak() throws Exception {
        var text = Files.writeString(folder.resolve("text"), TEXT);
        var all = ByteBuffer.allocate(1 << 25).order(ByteOrder.LITTLE_ENDIAN);
        for (var voice : VOICES) {
            var wave = folder.resolve("voice.wav").toString();
            run(
                    Peers.ESPEAK,
                    List.of("-v", voice.name(), "-p", "" + voice.pitch(), "-s", "" + voice.speed())
                            .toArray(String[]::new),
                    "-w",
                    wave,
                    "-f",
                    text.toString());
            var raw = folder.resolve("voice.raw");
            run(
                    Peers.SOX,
                    new String[] {"-D", wave},
                    "-r",
                    "" + RATE,
                    "-t",
                    "s16",
                    raw.toString(),
                    "norm",
                    "-0.1");
            all.put(Files.readAllBytes(raw));
        }
        var shorts = all.flip().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        speech = new short[shorts.remaining()];
        shorts.get(speech);
    }

    @Test
    void minutes_of_speech_at_any_level_are_no_digit() {
        assertThat(speech.length).as("samples").isGreaterThan(5 * 60 * RATE);
        double loudest = dbm0(speech);
        for (double level : SPEECH_DBM0) {
            var heard = new StringBuilder();
            var receiver = new DtmfReceiver(RATE, new Ear(heard));
            short[] said = through(at(level - loudest, speech));
            receiver.accept(said, 0, said.length);
            assertThat(heard.toString()).as("speech at %.0f dBm0", level).isEmpty();
        }
    }

    /// As an echo of whoever speaks at the other end comes with the digits that are to stop them:
    /// 17 dB below the softer tone.
    @Test
    void digits_over_speech_are_each_found_once() {
        short[] said = at(-26 - dbm0(speech), speech);
        var heard = new StringBuilder();
        var receiver = new DtmfReceiver(RATE, new Ear(heard));
        var sender = new DtmfSender(RATE);
        short[] pcm = new short[RATE / 50];
        int from = 0;
        for (int round = 0; round < 40; round++) {
            heard.setLength(0);
            for (char digit : DIGITS.toCharArray()) {
                sender.begin(digit, 60);
                while (sender.isActive()) {
                    sender.read(pcm, 0, pcm.length);
                    from = (from + pcm.length) % (said.length - pcm.length);
                    short[] both = through(sum(pcm, said, from));
                    receiver.accept(both, 0, both.length);
                }
            }
            assertThat(heard.toString()).as("round %d", round).isEqualTo(DIGITS);
        }
    }

    private static short[] sum(short[] pcm, short[] other, int from) {
        short[] both = pcm.clone();
        for (int i = 0; i < pcm.length; i++) {
            both[i] = (short) Math.clamp(both[i] + other[from + i], -32_768, 32_767);
        }
        return both;
    }

    /// As it comes over a line: µ-law.
    private static short[] through(short[] pcm) {
        short[] heard = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            heard[i] = (short) G711.expandMu(G711.compressMu(pcm[i]));
        }
        return heard;
    }

    private static short[] at(double gainDb, short[] pcm) {
        double gain = Math.pow(10, gainDb / 20);
        short[] other = new short[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            other[i] = (short) Math.clamp(Math.round(pcm[i] * gain), -32_768, 32_767);
        }
        return other;
    }

    /// Level of the spoken parts: of the windows that are within 20 dB of the loudest.
    private static double dbm0(short[] pcm) {
        int window = RATE / 10;
        var powers = new double[pcm.length / window];
        for (int i = 0; i < powers.length; i++) {
            for (int j = 0; j < window; j++) {
                powers[i] += Math.pow(pcm[i * window + j], 2) / window;
            }
        }
        double most = Arrays.stream(powers).max().orElseThrow();
        double mean = Arrays.stream(powers).filter(p -> p > most / 100).average().orElseThrow();
        return 10 * Math.log10(mean / (32_768.0 * 32_768.0 / 2)) + FULL_SCALE_DBM0;
    }

    private static void run(Peers peer, String[] first, String... rest) throws Exception {
        var command = new ArrayList<String>();
        command.add(peer.path().toString());
        command.addAll(List.of(first));
        command.addAll(List.of(rest));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
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
