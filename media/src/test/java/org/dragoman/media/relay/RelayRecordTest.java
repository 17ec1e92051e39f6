package org.dragoman.media.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.media.relay.RelayFixture.PCMA;
import static org.dragoman.media.relay.RelayFixture.PCMU;
import static org.dragoman.media.relay.RelayFixture.SOON;
import static org.dragoman.media.relay.RelayFixture.config;
import static org.dragoman.media.relay.RelayFixture.flow;
import static org.dragoman.media.relay.RelayFixture.settle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sound.sampled.AudioSystem;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.record.RecordingFormat;
import org.dragoman.media.record.RecordingPlan;
import org.dragoman.media.testing.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Recording of joined ports, from socket to file.
class RelayRecordTest {
    @TempDir private Path folder;

    @Test
    void both_sides_of_a_call_are_in_one_file_named_after_it() throws Exception {
        try (var relay = new Relay(config().withRecordings(plan(folder, "left")))) {
            talk(relay, "left", "right");
            Eventually.isTrue(SOON, () -> files().stream().anyMatch(f -> f.endsWith(".wav")));
        }
        assertThat(files()).singleElement().asString().matches("\\d{8}T\\d{6}Z-call-7\\.wav");
        try (var read =
                AudioSystem.getAudioInputStream(folder.resolve(files().getFirst()).toFile())) {
            assertThat(read.getFormat().getChannels()).isEqualTo(2);
            byte[] sound = read.readAllBytes();
            assertThat(loudest(sound, 0)).isPositive();
            assertThat(loudest(sound, 1)).isPositive();
        }
    }

    @Test
    void only_calls_of_the_trunks_that_want_it_are_recorded() throws Exception {
        try (var relay = new Relay(config().withRecordings(plan(folder, "third")))) {
            talk(relay, "left", "right");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void a_call_is_recorded_while_somebody_wants_it() throws Exception {
        try (var relay = new Relay(config().withRecordings(plan(folder, "third")));
                var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open("left", new NamedEars());
            var other = relay.open("right", new NamedEars());
            one.port().record(true); // before there is anybody to be joined to
            one.port().agree(flow(a.address(), PCMU));
            other.port().agree(flow(b.address(), PCMA));
            one.join(other);
            settle(one, other);
            exchange(a, b, one, other);
            other.port().record(false); // by either port
            Eventually.isTrue(SOON, () -> files().stream().allMatch(f -> f.endsWith(".wav")));
            assertThat(files()).hasSize(1);
            exchange(a, b, one, other);
            one.port().record(true);
            exchange(a, b, one, other);
            one.close();
            other.close();
            Eventually.isTrue(
                    SOON, () -> files().stream().filter(f -> f.endsWith(".wav")).count() == 2);
        }
    }

    /// On a call that its trunk has recorded, an order to stop is an order.
    @Test
    void a_recording_that_was_stopped_stays_stopped() throws Exception {
        try (var relay = new Relay(config().withRecordings(plan(folder, "left")))) {
            var one = relay.open("left", new NamedEars());
            var other = relay.open("right", new NamedEars());
            one.join(other);
            one.port().record(false);
            one.part();
            one.join(other);
            settle(one, other);
            one.close();
            other.close();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void a_call_goes_on_where_its_recording_cannot() throws Exception {
        var notAFolder = Files.createFile(folder.resolve("file"));
        try (var relay = new Relay(config().withRecordings(plan(notAFolder, "left")))) {
            talk(relay, "left", "right");
        }
        assertThat(files()).containsExactly("file");
    }

    @Test
    void a_call_without_a_sound_leaves_no_file() throws Exception {
        try (var relay = new Relay(config().withRecordings(plan(folder, "left")))) {
            var one = relay.open("left", new NamedEars());
            var other = relay.open("right", new NamedEars());
            one.join(other);
            settle(one, other);
            Eventually.isTrue(SOON, () -> files().size() == 1);
            one.close();
            Eventually.isTrue(SOON, () -> files().isEmpty());
            other.close();
        }
    }

    private static void talk(Relay relay, String from, String to) throws Exception {
        try (var a = new RawPeer();
                var b = new RawPeer()) {
            var one = relay.open(from, new NamedEars());
            var other = relay.open(to, new NamedEars());
            one.port().agree(flow(a.address(), PCMU));
            other.port().agree(flow(b.address(), PCMA));
            one.join(other);
            settle(one, other);
            exchange(a, b, one, other);
            one.close();
            other.close();
        }
    }

    private static void exchange(
            RawPeer a, RawPeer b, MediaPlane.Opened one, MediaPlane.Opened other)
            throws IOException {
        for (int i = 0; i < 10; i++) {
            a.send(one.port().localRtp(), a.rtp(0, 160));
            assertThat(b.receive()).isPresent();
            b.send(other.port().localRtp(), b.rtp(8, 160));
            assertThat(a.receive()).isPresent();
        }
    }

    private List<String> files() {
        try (var list = Files.list(folder)) {
            return list.map(f -> f.getFileName().toString()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static RecordingPlan plan(Path folder, String trunk) {
        return new RecordingPlan(folder, RecordingFormat.WAV, Set.of(trunk));
    }

    private static int loudest(byte[] sound, int channel) {
        int most = 0;
        for (int at = 2 * channel; at + 1 < sound.length; at += 4) {
            most = Math.max(most, Math.abs(sound[at + 1] << 8 | sound[at] & 0xFF));
        }
        return most;
    }

    private static final class NamedEars implements MediaPlane.Ear {
        @Override
        public void digit(char digit, Duration held) {
            throw new AssertionError("nobody dialled");
        }

        @Override
        public void firstPacket() {
            // sound is what is looked at
        }

        @Override
        public void conversionFailed(String why) {
            throw new AssertionError(why);
        }

        @Override
        public String name() {
            return "call-7";
        }
    }
}
