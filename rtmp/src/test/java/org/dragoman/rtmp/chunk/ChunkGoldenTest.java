package org.dragoman.rtmp.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.Golden;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.SoundFormat;
import org.dragoman.rtmp.message.RtmpMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What ffmpeg and rtmpdump send is read as they mean it.
class ChunkGoldenTest {
    @Test
    void ffmpegPublishesSpeex() throws PeerFault {
        var messages = Golden.messages("ffmpeg-speex.bin");
        assertThat(names(messages))
                .containsExactly(
                        "connect",
                        "releaseStream",
                        "FCPublish",
                        "createStream",
                        "publish",
                        "FCUnpublish",
                        "deleteStream");
        var connect = command(messages, "connect");
        assertThat(connect.transaction()).isEqualTo(1);
        assertThat(connect.object().named())
                .containsEntry("app", Amf.of("call"))
                .containsEntry("type", Amf.of("nonprivate"));
        assertThat(command(messages, "publish").text(0)).isEqualTo("abc");
        var sound = sounds(messages);
        assertThat(sound).hasSizeBetween(48, 53); // a second of 20 ms
        assertThat(sound).allMatch(t -> t.format() == SoundFormat.SPEEX && t.rateHz() == 16_000);
        assertThat(times(messages).limit(3)).containsExactly(0L, 20L, 40L);
    }

    @Test
    void ffmpegPublishesMuLaw() throws PeerFault {
        var messages = Golden.messages("ffmpeg-mulaw.bin");
        var sound = sounds(messages);
        assertThat(sound).allMatch(t -> t.format() == SoundFormat.PCMU && t.rateHz() == 8_000);
        assertThat(sound.stream().mapToInt(t -> t.bytes().length).sum()).isEqualTo(3_200);
    }

    @Test
    void ffmpegPublishesNellymoser() throws PeerFault {
        var sound = sounds(Golden.messages("ffmpeg-nelly.bin"));
        assertThat(sound).isNotEmpty();
        assertThat(sound)
                .allMatch(t -> t.format() == SoundFormat.NELLYMOSER_16K)
                .allMatch(t -> t.bytes().length % 64 == 0);
    }

    @Test
    void ffmpegPublishesAac() throws PeerFault {
        var sound = sounds(Golden.messages("ffmpeg-aac.bin"));
        assertThat(sound.getFirst().kind()).isEqualTo(AudioTag.Kind.CONFIGURATION);
        assertThat(sound.get(1).kind()).isEqualTo(AudioTag.Kind.SOUND);
        assertThat(sound).allMatch(t -> t.format() == SoundFormat.AAC);
    }

    @Test
    void ffmpegPlays() throws PeerFault {
        var messages = Golden.messages("ffmpeg-play.bin");
        assertThat(command(messages, "play").text(0)).isEqualTo("abc?token=xyz");
    }

    @Test
    void rtmpdumpPlays() throws PeerFault {
        var messages = Golden.messages("rtmpdump.bin");
        assertThat(names(messages)).startsWith("connect").contains("createStream", "play");
        assertThat(command(messages, "play").text(0)).isEqualTo("abc");
        assertThat(command(messages, "connect").object().named())
                .containsEntry("tcUrl", Amf.of("rtmp://127.0.0.1:19355/call"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 129})
    void cutAnywhereItSaysTheSame(int piece) throws PeerFault {
        for (String name : List.of("ffmpeg-speex.bin", "rtmpdump.bin", "ffmpeg-aac.bin")) {
            byte[] bytes = Golden.chunks(name);
            assertThat(same(Golden.chunked(bytes, piece)))
                    .isEqualTo(same(Golden.chunked(bytes, bytes.length)));
        }
    }

    @Test
    void whatWeWriteOfItSaysTheSame() throws PeerFault {
        for (String name : List.of("ffmpeg-speex.bin", "rtmpdump.bin", "ffmpeg-aac.bin")) {
            var messages = Golden.chunked(Golden.chunks(name), 4_096);
            var writer = new ChunkWriter();
            var out = new ByteArrayOutputStream();
            for (Chunked message : messages) {
                var bytes = writer.write(message);
                out.write(bytes.array(), 0, bytes.remaining());
                if (message.type() == 1) {
                    writer.chunkSize(ByteBuffer.wrap(message.payload()).getInt());
                }
            }
            assertThat(same(Golden.chunked(out.toByteArray(), 4_096))).isEqualTo(same(messages));
        }
    }

    private static List<String> same(List<Chunked> messages) {
        return messages.stream()
                .map(
                        m ->
                                "%d %d %d %d %d"
                                        .formatted(
                                                m.chunkStream(),
                                                m.type(),
                                                m.streamId(),
                                                m.timestamp(),
                                                Arrays.hashCode(m.payload())))
                .toList();
    }

    private static List<String> names(List<RtmpMessage> messages) {
        return commands(messages).map(RtmpMessage.Command::name).toList();
    }

    private static RtmpMessage.Command command(List<RtmpMessage> messages, String name) {
        return commands(messages).filter(c -> c.name().equals(name)).findFirst().orElseThrow();
    }

    private static Stream<RtmpMessage.Command> commands(List<RtmpMessage> messages) {
        return messages.stream()
                .filter(RtmpMessage.Command.class::isInstance)
                .map(RtmpMessage.Command.class::cast);
    }

    private static Stream<Long> times(List<RtmpMessage> messages) {
        return audio(messages).map(RtmpMessage.Audio::timestamp);
    }

    private static Stream<RtmpMessage.Audio> audio(List<RtmpMessage> messages) {
        return messages.stream()
                .filter(RtmpMessage.Audio.class::isInstance)
                .map(RtmpMessage.Audio.class::cast);
    }

    private static List<AudioTag> sounds(List<RtmpMessage> messages) throws PeerFault {
        var sounds = new ArrayList<AudioTag>();
        for (RtmpMessage.Audio each : audio(messages).toList()) {
            sounds.add(AudioTag.read(each.tag()));
        }
        return sounds;
    }
}
