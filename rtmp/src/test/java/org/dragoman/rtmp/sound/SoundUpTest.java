package org.dragoman.rtmp.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.Golden;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.SoundFormat;
import org.dragoman.rtmp.message.RtmpMessage;
import org.junit.jupiter.api.Test;

/// Tags become RTP whose clock counts samples, follows silences, and leaves out what is late.
class SoundUpTest {
    private final SoundUp up = new SoundUp(0x1234, 65_535, 1_000);

    /// R2: a Flash microphone's Speex is 16 kHz, whatever it says; its packets are 320 samples.
    @Test
    void r2_speex_of_ffmpeg_is_16_khz() throws PeerFault {
        var packets = new ArrayList<ByteBuffer>();
        for (RtmpMessage message : Golden.messages("ffmpeg-speex.bin")) {
            if (message instanceof RtmpMessage.Audio(_, long time, byte[] tag)) {
                up.take(AudioTag.read(tag), time, time)
                        .forEach(p -> packets.add(ByteBuffer.wrap(p)));
            }
        }
        assertThat(packets).hasSizeGreaterThan(45);
        assertThat(timestamps(packets.subList(0, 3))).containsExactly(1_000, 1_320, 1_640);
        assertThat(packets.get(0).get(1) & 0xff).isEqualTo(0x80 | 96); // marker, SPEEX/16000
        assertThat(packets.get(1).get(1) & 0xff).isEqualTo(96);
        assertThat(packets.get(0).getShort(2)).isEqualTo((short) 65_535);
        assertThat(packets.get(1).getShort(2)).isEqualTo((short) 0);
    }

    @Test
    void nellymoser_blocks_count_by_256() throws PeerFault {
        var times = new ArrayList<Integer>();
        for (RtmpMessage message : Golden.messages("ffmpeg-nelly.bin")) {
            if (message instanceof RtmpMessage.Audio(_, long time, byte[] tag)) {
                up.take(AudioTag.read(tag), time, time)
                        .forEach(p -> times.add(ByteBuffer.wrap(p).getInt(4)));
            }
        }
        assertThat(times.size()).isGreaterThan(5);
        assertThat(times.get(1) - times.get(0)).isEqualTo(256);
    }

    /// ffmpeg describes its AAC once (44.1 kHz, one channel); each packet has that in its
    /// header.
    @Test
    void aac_frames_say_what_they_are() throws PeerFault {
        var packets = new ArrayList<ByteBuffer>();
        for (RtmpMessage message : Golden.messages("ffmpeg-aac.bin")) {
            if (message instanceof RtmpMessage.Audio(_, long time, byte[] tag)) {
                up.take(AudioTag.read(tag), time, time)
                        .forEach(p -> packets.add(ByteBuffer.wrap(p)));
            }
        }
        assertThat(packets).hasSizeGreaterThan(20);
        assertThat(packets)
                .allMatch(p -> (p.get(1) & 0x7f) == 107 && p.getShort(12) == (short) 0xfff1);
        assertThat(packets).allMatch(p -> ((p.getInt(15) & 0x3ffe000) >> 13) == p.limit() - 12);
        assertThat(packets.get(1).getInt(4) - packets.get(0).getInt(4)).isEqualTo(1_024);
    }

    @Test
    void milliseconds_are_too_coarse_to_be_followed() {
        var packets = new ArrayList<ByteBuffer>();
        long[] rounded = {0, 21, 39, 61, 80};
        for (long time : rounded) {
            packets.add(ByteBuffer.wrap(take(time, time).orElseThrow()));
        }
        assertThat(timestamps(packets)).containsExactly(1_000, 1_160, 1_320, 1_480, 1_640);
    }

    @Test
    void silence_is_kept() {
        take(0, 0);
        take(20, 20);
        var after = ByteBuffer.wrap(take(2_040, 2_040).orElseThrow());
        assertThat(after.getInt(4)).isEqualTo(1_000 + 2 * 160 + 2_000 * 8);
        assertThat(after.get(1) & 0x80).as("marker").isNotZero();
    }

    /// R1: what TCP held back is dropped when it comes late; what comes in time is not.
    @Test
    void r1_late_sound_is_dropped_and_the_delay_does_not_stay() {
        long time = 0;
        for (int i = 0; i < 100; i++) {
            assertThat(take(time, time)).isPresent();
            time += 20;
        }
        long stalled = time + 1_000;
        int heard = 0;
        for (int i = 0; i < 50; i++) { // a second of sound at once
            heard += take(time, stalled).isPresent() ? 1 : 0;
            time += 20;
        }
        assertThat(heard).isBetween(8, 12); // the last 200 ms
        assertThat(up.late()).isEqualTo(50 - heard);
        assertThat(take(time, time)).isPresent();
    }

    /// R1, with the budget of 60 ms: where sound comes evenly, a packet is dropped that would
    /// have to wait for longer.
    @Test
    void r1_what_usually_comes_evenly_is_late_sooner() {
        long time = 0;
        for (int i = 0; i < 500; i++, time += 20) {
            assertThat(take(time, time + i % 3 * 4)).isPresent();
        }
        assertThat(take(time, time + 45)).isPresent();
        assertThat(take(time + 20, time + 20 + 60)).isEmpty();
        assertThat(take(time + 40, time + 40)).isPresent();
    }

    /// An encoder that sends sound behind pictures, four packets at a time.
    @Test
    void what_usually_comes_in_bursts_is_not_late() {
        for (int i = 0; i < 2_000; i++) {
            assertThat(take(20L * i, 20L * (i - i % 4 + 4))).as("packet " + i).isPresent();
        }
        assertThat(up.late()).isZero();
    }

    /// Else the client would not be heard for as long as the quickest packet is remembered.
    @Test
    void a_way_that_has_become_longer_is_taken_for_what_it_is() {
        for (int i = 0; i < 500; i++) {
            take(20L * i, 20L * i);
        }
        int dropped = 0;
        for (int i = 500; i < 1_000; i++) {
            dropped += take(20L * i, 20L * i + 300).isPresent() ? 0 : 1;
        }
        assertThat(dropped).isBetween(10, 70);
    }

    @Test
    void a_clock_that_is_slower_than_ours_is_no_delay() {
        long now = 0;
        int lost = 0;
        for (int i = 0; i < 90_000; i++) { // half an hour, 0.1 % slow: 1.8 s in all
            now = i * 20L + i * 20L / 1_000;
            lost += take(i * 20L, now).isPresent() ? 0 : 1;
        }
        assertThat(lost).isZero();
    }

    @Test
    void a_client_may_begin_to_count_anew() {
        take(100_000, 0);
        take(100_020, 20);
        assertThat(take(0, 40)).isPresent();
        assertThat(take(20, 60)).isPresent();
    }

    @Test
    void times_wrap() {
        take(0xffff_fff0L, 0);
        var next = ByteBuffer.wrap(take(4, 20).orElseThrow());
        assertThat(next.getInt(4)).isEqualTo(1_160);
    }

    @Test
    void what_is_no_sound_is_no_packet() {
        var nothing =
                new AudioTag(SoundFormat.SPEEX, 16_000, 16, 1, AudioTag.Kind.NOTHING, new byte[0]);
        assertThat(up.take(nothing, 0, 0)).isEmpty();
        var long_ =
                new AudioTag(SoundFormat.PCMU, 8_000, 16, 1, AudioTag.Kind.SOUND, new byte[9_000]);
        assertThat(up.take(long_, 0, 0)).isEmpty();
    }

    private Optional<byte[]> take(long time, long now) {
        var tag = new AudioTag(SoundFormat.PCMU, 8_000, 16, 1, AudioTag.Kind.SOUND, new byte[160]);
        return up.take(tag, time, now).stream().findFirst();
    }

    private static List<Integer> timestamps(List<ByteBuffer> packets) {
        return packets.stream().map(p -> p.getInt(4)).toList();
    }
}
