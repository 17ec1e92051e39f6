package org.dragoman.rtmp.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// RTP becomes tags whose times follow the media clock.
class SoundDownTest {
    private final SoundDown down = new SoundDown();

    @Test
    void times_follow_the_clock_across_silence() {
        assertThat(millis(0, 5_000, 1)).isEqualTo(0);
        assertThat(millis(160, 5_021, 1)).isEqualTo(20); // late by a little: no matter
        assertThat(millis(160 + 8_000, 6_020, 1)).isEqualTo(1_020);
        assertThat(millis(160 + 8_160, 6_041, 1)).isEqualTo(1_040);
    }

    @Test
    void another_stream_goes_on_by_the_time_of_day() {
        millis(0, 0, 1);
        assertThat(millis(77_000, 300, 2)).isEqualTo(300);
        assertThat(millis(77_160, 320, 2)).isEqualTo(320);
    }

    @Test
    void a_clock_that_leaps_is_not_followed() {
        millis(0, 0, 1);
        assertThat(millis(8_000_000, 20, 1)).isEqualTo(20);
        assertThat(millis(8_000_160, 40, 1)).isEqualTo(40);
    }

    @Test
    void what_is_no_sound_of_ours_is_nothing() {
        assertThat(down.take(new byte[12], 12, 0)).isEmpty();
        assertThat(down.take(packet(50, 0, 1), 172, 0)).isEmpty(); // a payload type not agreed
    }

    private long millis(int timestamp, long now, int ssrc) {
        byte[] packet = packet(0, timestamp, ssrc);
        Optional<SoundDown.Spoken> spoken = down.take(packet, packet.length, now);
        assertThat(spoken.orElseThrow().tag()).hasSize(161).startsWith(0x82);
        return spoken.orElseThrow().millis();
    }

    private static byte[] packet(int type, int timestamp, int ssrc) {
        return ByteBuffer.allocate(172)
                .put((byte) 0x80)
                .put((byte) type)
                .putShort((short) 0)
                .putInt(timestamp)
                .putInt(ssrc)
                .array();
    }
}
