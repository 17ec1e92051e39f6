package org.dragoman.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.rtmp.Golden;
import org.junit.jupiter.api.Test;

/// Every form of header, by bytes written out by hand after the specification.
class ChunkReaderTest {
    private static final String BYTES_32 = "ab".repeat(32);

    /// §5.3.2.1: four audio messages, whose headers shrink from type 0 to type 3.
    @Test
    void headersShrink() throws PeerFault {
        var messages =
                read(
                        "03"
                                + "0003e8"
                                + "000020"
                                + "08"
                                + "39300000"
                                + BYTES_32
                                + "83"
                                + "000014"
                                + BYTES_32
                                + "c3"
                                + BYTES_32
                                + "c3"
                                + BYTES_32);
        assertThat(messages)
                .extracting(Chunked::timestamp)
                .containsExactly(1_000L, 1_020L, 1_040L, 1_060L);
        assertThat(messages)
                .allMatch(m -> m.streamId() == 12_345 && m.type() == 8 && m.payload().length == 32);
    }

    /// §5.3.2.2: a message of 307 bytes in three chunks of at most 128.
    @Test
    void longMessagesComeInChunks() throws PeerFault {
        var messages =
                read(
                        "04"
                                + "0003e8"
                                + "000133"
                                + "09"
                                + "3a300000"
                                + "00".repeat(128)
                                + "c4"
                                + "11".repeat(128)
                                + "c4"
                                + "22".repeat(51));
        assertThat(messages).singleElement().extracting(m -> m.payload().length).isEqualTo(307);
        assertThat(messages.getFirst().payload()[306]).isEqualTo((byte) 0x22);
    }

    @Test
    void chunkStreamsHaveNumbersOfThreeLengths() throws PeerFault {
        String message = "000000" + "000001" + "08" + "01000000" + "aa";
        var messages =
                read(
                        "3f" + message + "0000" + message + "00ff" + message + "010001" + message
                                + "01ffff" + message);
        assertThat(messages)
                .extracting(Chunked::chunkStream)
                .containsExactly(63, 64, 319, 320, 65_599);
    }

    /// §5.3.1.2.4: after a type 0 header, type 3 adds the timestamp itself. ffmpeg writes it
    /// so.
    @Test
    void typeThreeAfterTypeZeroAddsTheTimestamp() throws PeerFault {
        var messages = read("04" + "000014" + "000001" + "08" + "01000000" + "aa" + "c4" + "bb");
        assertThat(messages).extracting(Chunked::timestamp).containsExactly(20L, 40L);
    }

    /// §5.3.1.3, in a type 0 header and the chunk after it, and as a difference.
    @Test
    void extendedTimestamps() throws PeerFault {
        var messages =
                read(
                        "04"
                                + "ffffff"
                                + "000082"
                                + "08"
                                + "01000000"
                                + "01020304"
                                + "aa".repeat(128)
                                + "c4"
                                + "01020304"
                                + "bbbb"
                                + "44"
                                + "ffffff"
                                + "000001"
                                + "08"
                                + "01000000"
                                + "cc");
        assertThat(messages)
                .extracting(Chunked::timestamp)
                .containsExactly(0x01020304L, 0x02020304L);
        assertThat(messages.getFirst().payload()).hasSize(130).endsWith(0xbb, 0xbb);
    }

    @Test
    void extendedTimestampsLeftOutOfLaterChunks() throws PeerFault {
        String hex =
                "04"
                        + "ffffff"
                        + "000082"
                        + "08"
                        + "01000000"
                        + "01020304"
                        + "aa".repeat(128)
                        + "c4"
                        + "bbcc"
                        + "05"
                        + "000000"
                        + "000001"
                        + "08"
                        + "01000000"
                        + "dd";
        for (int piece : new int[] {1, 3, 1_000}) {
            var messages = Golden.chunked(HexFormat.of().parseHex(hex), piece);
            assertThat(messages).hasSize(2);
            assertThat(messages.getFirst().payload()).hasSize(130).endsWith(0xbb, 0xcc);
            assertThat(messages.getLast().payload()).containsExactly(0xdd);
        }
    }

    @Test
    void messagesOfSeveralStreamsInterleave() throws PeerFault {
        var messages =
                read(
                        "04"
                                + "000000"
                                + "000081"
                                + "08"
                                + "01000000"
                                + "aa".repeat(128)
                                + "05"
                                + "000000"
                                + "000001"
                                + "14"
                                + "01000000"
                                + "cc"
                                + "c4"
                                + "bb");
        assertThat(messages).extracting(Chunked::type).containsExactly(0x14, 8);
    }

    @Test
    void chunkSizeAndAbortAreObeyed() throws PeerFault {
        var messages =
                read(
                        "02"
                                + "000000"
                                + "000004"
                                + "01"
                                + "00000000"
                                + "00001000"
                                + "04"
                                + "000000"
                                + "000100"
                                + "08"
                                + "01000000"
                                + "aa".repeat(256)
                                + "04"
                                + "000000"
                                + "001800"
                                + "08"
                                + "01000000"
                                + "aa".repeat(4_096)
                                + "02"
                                + "000000"
                                + "000004"
                                + "02"
                                + "00000000"
                                + "00000004"
                                + "04"
                                + "000000"
                                + "000001"
                                + "08"
                                + "01000000"
                                + "bb");
        assertThat(messages).extracting(Chunked::type).containsExactly(1, 8, 2, 8);
        assertThat(messages.get(1).payload()).hasSize(256);
        assertThat(messages.getLast().payload()).containsExactly(0xbb);
    }

    /// librtmp begins chunk stream 2 so when it answers a ping.
    @Test
    void aStreamMayBeginWithTypeOne() throws PeerFault {
        assertThat(read("42" + "000000" + "000006" + "04" + "000700000001"))
                .singleElement()
                .extracting(Chunked::streamId)
                .isEqualTo(0L);
    }

    @Test
    void messagesMayBeEmpty() throws PeerFault {
        assertThat(read("04" + "000000" + "000000" + "08" + "01000000" + "c4"))
                .hasSize(2)
                .allMatch(m -> m.payload().length == 0);
    }

    @Test
    void r10_whatBreaksALimitEndsTheConnection() {
        refused("c4"); // goes on with what never began
        refused("84" + "000000");
        refused("04" + "000000" + "ffffff" + "08" + "01000000"); // 16 MB of sound
        refused("04" + "000000" + "010001" + "14" + "01000000"); // a command of 64 KB
        refused("02" + "000000" + "000004" + "01" + "00000000" + "00000000"); // chunks of nothing
        refused("02" + "000000" + "000004" + "01" + "00000000" + "80000000");
        refused("02" + "000000" + "000002" + "01" + "00000000" + "0001");
        var many = new StringBuilder();
        for (int i = 3; i < 68; i++) {
            int stream = i < 64 ? i : 0;
            many.append("%02x".formatted(stream))
                    .append(stream == 0 ? "%02x".formatted(i - 64) : "");
            many.append("000000" + "000000" + "08" + "01000000");
        }
        refused(many.toString());
    }

    /// What is promised takes no memory, and what arrived is limited over all streams.
    @Test
    void r10_unfinishedMessagesAreLimitedTogether() {
        var reader = new ChunkReader(new ChunkLimits(8, 1_000, 1_000, 1_500));
        var sink = new ArrayList<Chunked>();
        String half = "000000" + "0003e8" + "08" + "01000000" + "aa".repeat(128);
        assertThatThrownBy(
                        () -> {
                            for (String stream : List.of("3", "4", "5", "6", "7")) {
                                feed(reader, sink, "0" + stream + half);
                                feed(reader, sink, ("c" + stream + "bb".repeat(128)).repeat(2));
                            }
                        })
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("unfinished");
        assertThat(sink).isEmpty();
    }

    private static void refused(String hex) {
        assertThatThrownBy(() -> read(hex)).as(hex).isInstanceOf(Malformed.class);
    }

    private static void feed(ChunkReader reader, List<Chunked> sink, String hex) throws PeerFault {
        reader.read(ByteBuffer.wrap(HexFormat.of().parseHex(hex)), sink::add);
    }

    private static List<Chunked> read(String hex) throws PeerFault {
        byte[] bytes = HexFormat.of().parseHex(hex);
        var whole = Golden.chunked(bytes, bytes.length);
        assertThat(Golden.chunked(bytes, 1)).hasSameSizeAs(whole);
        return whole;
    }
}
