package org.dragoman.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.dragoman.core.fault.PeerFault;
import org.junit.jupiter.api.Test;

/// Headers say what changed, no more; and what is written is read as it was meant.
class ChunkWriterTest {
    private static final byte[] TWO = {1, 2};

    @Test
    void headersShrink() {
        var writer = new ChunkWriter();
        assertThat(hex(writer, 20))
                .isEqualTo("04" + "000014" + "000002" + "08" + "01000000" + "0102");
        assertThat(hex(writer, 40)).isEqualTo("84" + "000014" + "0102"); // no type 3 here
        assertThat(hex(writer, 60)).isEqualTo("c4" + "0102");
        assertThat(hex(writer, 90)).isEqualTo("84" + "00001e" + "0102");
        assertThat(hex(writer, 80)).startsWith("04" + "000050"); // time went back
    }

    @Test
    void timesBeyondFourHoursAndAHalf() {
        var writer = new ChunkWriter();
        writer.chunkSize(1);
        assertThat(hex(writer, 0x01000000L))
                .isEqualTo(
                        "04"
                                + "ffffff"
                                + "000002"
                                + "08"
                                + "01000000"
                                + "01000000"
                                + "01"
                                + "c4"
                                + "01000000"
                                + "02");
        assertThat(hex(writer, 0x01000014L)).isEqualTo("84" + "000014" + "01" + "c4" + "02");
    }

    private static String hex(ChunkWriter writer, long time) {
        var out = writer.write(new Chunked(4, 8, 1, time, TWO));
        return HexFormat.of().formatHex(out.array(), 0, out.remaining());
    }

    @Test
    void whateverIsWrittenIsRead() throws PeerFault {
        var random = new SplittableRandom(20_261_122);
        var writer = new ChunkWriter();
        var reader = new ChunkReader(ChunkLimits.DEFAULT);
        var read = new ArrayList<Chunked>();
        long time = 0xff_f000;
        for (int i = 0; i < 2_000; i++) {
            time += random.nextInt(10) == 0 ? random.nextLong(1L << 25) : 20;
            byte[] payload = new byte[random.nextInt(4) == 0 ? random.nextInt(600) : 70];
            random.nextBytes(payload);
            int[] streams = {3, 63, 64, 319, 320, 65_599};
            var message = new Chunked(streams[random.nextInt(6)], 8, 1, time, payload);
            reader.read(writer.write(message), read::add);
            var last = read.getLast();
            assertThat(last.timestamp()).as("message %d", i).isEqualTo(message.timestamp());
            assertThat(last.chunkStream()).isEqualTo(message.chunkStream());
            assertThat(last.payload()).isEqualTo(payload);
        }
        assertThat(read).hasSize(2_000);
    }
}
