package org.dragoman.rtmp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.amf.Amf0Reader;
import org.dragoman.rtmp.amf.Amf0Writer;
import org.dragoman.rtmp.amf.AmfLimits;
import org.dragoman.rtmp.chunk.ChunkLimits;
import org.dragoman.rtmp.chunk.ChunkReader;
import org.dragoman.rtmp.chunk.Chunked;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.VideoTag;
import org.dragoman.rtmp.handshake.HandshakeMachine;
import org.dragoman.rtmp.message.Messages;
import org.dragoman.rtmp.tunnel.HttpReader;
import org.dragoman.rtmp.video.PictureDown;
import org.dragoman.rtmp.video.PictureUp;
import org.junit.jupiter.api.Test;

/// Whatever a stranger sends, a {@link PeerFault} is all that comes out (R10). A million
/// inputs: what ffmpeg, rtmpdump and Red5 sent, spoilt in a few places, and bytes at random.
class RtmpFuzzTest {
    private static final long SEED = 20_261_122;
    private static final int AMF = 600_000;
    private static final int CHUNKS = 250_000;
    private static final int HANDSHAKES = 30_000;
    private static final int TAGS = 120_000;
    private static final int PICTURES = 100_000;
    private static final int TUNNELS = 100_000;
    private static final int PIECE = 700; // bytes of a stream: a command or two, and sound

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void r10_amf() throws PeerFault {
        List<byte[]> seeds = amfSeeds();
        int right = 0;
        for (int i = 0; i < AMF; i++) {
            byte[] input = i % 4 == 0 ? noise(64) : spoilt(seeds.get(i % seeds.size()));
            try {
                var values = Amf0Reader.readAll(input, 0, AmfLimits.DEFAULT);
                right++;
                if (i % 16 == 0) {
                    assertThat(hash(readAgain(values))).isEqualTo(hash(values));
                }
            } catch (PeerFault expected) {
                assertThat(expected.scope()).isEqualTo(PeerFault.Scope.MESSAGE);
            }
        }
        assertThat(right).isGreaterThan(AMF / 100);
    }

    private static List<Amf> readAgain(List<Amf> values) throws PeerFault {
        return Amf0Reader.readAll(Amf0Writer.write(values), 0, new AmfLimits(64, 1 << 20));
    }

    /// NaN equals itself here, whatever its bits.
    private static String hash(List<Amf> values) {
        return values.toString().replaceAll("bytes=\\[B@[0-9a-f]+", "bytes");
    }

    private static List<byte[]> amfSeeds() throws PeerFault {
        var seeds = new ArrayList<byte[]>();
        for (String name : List.of("ffmpeg-speex.bin", "rtmpdump.bin", "ffmpeg-play.bin")) {
            for (Chunked message : Golden.chunked(Golden.chunks(name), 4_096)) {
                if (message.type() == 20 || message.type() == 18) {
                    seeds.add(message.payload());
                }
            }
        }
        new String(Golden.bytes("amf.hex"), StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.split(" "))
                .filter(parts -> !parts[1].equals("long-text"))
                .map(parts -> (parts[0].equals("3") ? "11" : "") + parts[2])
                .forEach(hex -> seeds.add(HexFormat.of().parseHex(hex)));
        return seeds;
    }

    @Test
    void r10_chunksAndMessages() {
        var streams =
                List.of(
                        Golden.chunks("ffmpeg-speex.bin"),
                        Golden.chunks("rtmpdump.bin"),
                        Golden.chunks("ffmpeg-aac.bin"));
        var messages = new int[1];
        for (int i = 0; i < CHUNKS; i++) {
            byte[] stream = streams.get(i % streams.size());
            byte[] input = i % 4 == 0 ? noise(200) : spoilt(Arrays.copyOf(stream, PIECE));
            var reader = new ChunkReader(ChunkLimits.DEFAULT);
            try {
                int cut = random.nextInt(input.length);
                ChunkReader.Sink sink = m -> messages[0] += Messages.read(m).size();
                reader.read(ByteBuffer.wrap(input, 0, cut), sink);
                reader.read(ByteBuffer.wrap(input, cut, input.length - cut), sink);
            } catch (PeerFault expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
        assertThat(messages[0]).isGreaterThan(CHUNKS);
    }

    @Test
    void r10_handshakes() {
        byte[] client = Arrays.copyOf(Golden.bytes("ffmpeg-play.bin"), 1 + 2 * 1_536);
        int done = 0;
        for (int i = 0; i < HANDSHAKES; i++) {
            byte[] input = i % 8 == 0 ? noise(40) : spoilt(client);
            var machine = new HandshakeMachine(random);
            try {
                for (int at = 0; at < input.length && !machine.isDone(); ) {
                    int to = Math.min(input.length, at + 1 + random.nextInt(2_000));
                    at += machine.take(Arrays.copyOfRange(input, at, to), i).taken();
                }
                done += machine.isDone() ? 1 : 0;
            } catch (PeerFault expected) {
                assertThat(expected.scope()).isEqualTo(PeerFault.Scope.CONNECTION);
            }
        }
        assertThat(done).isPositive();
    }

    @Test
    void r10_audioTags() {
        for (int i = 0; i < TAGS; i++) {
            byte[] input = noise(24);
            if (i % 2 == 0) {
                input[0] = (byte) (0x90 | input[0] & 0xf);
            }
            try {
                assertThat(AudioTag.read(input).bytes().length).isLessThan(input.length);
            } catch (PeerFault expected) {
                assertThat(expected.scope()).isEqualTo(PeerFault.Scope.MESSAGE);
            }
        }
    }

    @Test
    void r10_pictures() {
        byte[] tag = HexFormat.of().parseHex("17010000000000000465aabbcc0000000241ff");
        byte[] record =
                HexFormat.of().parseHex("17000000000142c01effe100066742c01e927401000468ce3c80");
        var up = new PictureUp(1, 1, 1);
        var down = new PictureDown();
        int shown = 0;
        for (int i = 0; i < PICTURES; i++) {
            try {
                var read =
                        VideoTag.read(i % 8 == 0 ? noise(40) : spoilt(i % 3 == 0 ? record : tag));
                for (byte[] packet : read.map(t -> up.take(t, 0)).orElse(List.of())) {
                    byte[] sent = i % 5 == 0 ? spoilt(packet) : packet;
                    shown += down.take(sent, sent.length).isPresent() ? 1 : 0;
                }
            } catch (PeerFault expected) {
                assertThat(expected.scope()).isEqualTo(PeerFault.Scope.MESSAGE);
            }
        }
        assertThat(shown).isPositive();
    }

    @Test
    void r10_httpOfTunnels() {
        byte[] whole =
                ("POST /open/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n\0"
                                + "POST /send/0f0f/12 HTTP/1.1\r\nContent-Type: application/x-fcs"
                                + "\r\nContent-Length: 4\r\nConnection: Keep-Alive\r\n\r\nabcd")
                        .getBytes(StandardCharsets.ISO_8859_1);
        int read = 0;
        for (int i = 0; i < TUNNELS; i++) {
            byte[] input = i % 8 == 0 ? noise(64) : spoilt(whole);
            var in = ByteBuffer.wrap(input);
            var reader = new HttpReader();
            try {
                while (in.hasRemaining()) {
                    var request = reader.take(in);
                    read += request.isPresent() ? 1 : 0;
                    assertThat(request.map(r -> r.body().length).orElse(0))
                            .isLessThan(input.length);
                }
            } catch (PeerFault expected) {
                assertThat(expected.scope()).isEqualTo(PeerFault.Scope.CONNECTION);
            }
        }
        assertThat(read).isGreaterThan(TUNNELS / 10);
    }

    private byte[] noise(int longest) {
        byte[] bytes = new byte[1 + random.nextInt(longest)];
        random.nextBytes(bytes);
        return bytes;
    }

    /// A few bytes changed, and sometimes an end cut off.
    private byte[] spoilt(byte[] bytes) {
        int length = random.nextInt(4) == 0 ? 1 + random.nextInt(bytes.length) : bytes.length;
        byte[] copy = Arrays.copyOf(bytes, length);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int[] telling = {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256), 0x11, 0x0a};
            copy[random.nextInt(length)] = (byte) telling[random.nextInt(telling.length)];
        }
        return copy;
    }
}
