package org.dragoman.media.codec.libav;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/// The places of the fields, as the bundle's own binding has them from the C compiler.
class LibavLayoutTest {
    @Test
    void the_fields_lie_where_the_compiler_put_them() {
        lies(
                AVCodecContext.class,
                Map.of(
                        "bit_rate", LibavLayout.CONTEXT_BIT_RATE,
                        "sample_rate", LibavLayout.CONTEXT_SAMPLE_RATE,
                        "sample_fmt", LibavLayout.CONTEXT_SAMPLE_FORMAT,
                        "ch_layout", LibavLayout.CONTEXT_CHANNELS,
                        "frame_size", LibavLayout.CONTEXT_FRAME_SIZE,
                        "bits_per_coded_sample", LibavLayout.CONTEXT_CODED_BITS));
        lies(
                AVFrame.class,
                Map.of(
                        "data", LibavLayout.FRAME_DATA,
                        "nb_samples", LibavLayout.FRAME_SAMPLES,
                        "format", LibavLayout.FRAME_FORMAT,
                        "sample_rate", LibavLayout.FRAME_SAMPLE_RATE,
                        "ch_layout", LibavLayout.FRAME_CHANNELS));
        lies(
                AVPacket.class,
                Map.of("data", LibavLayout.PACKET_DATA, "size", LibavLayout.PACKET_SIZE));
        lies(
                AVChannelLayout.class,
                Map.of(
                        "order", LibavLayout.LAYOUT_ORDER,
                        "nb_channels", LibavLayout.LAYOUT_COUNT));
    }

    @Test
    void the_library_is_the_one_whose_layout_we_know() {
        assertThat(avcodec.avcodec_version()).isEqualTo(Libav.VERSION);
        assertThat(Bundle.loaded().here()).isTrue();
        assertThat(Libav.version()).isEqualTo(Libav.VERSION);
    }

    @Test
    void the_numbers_are_those_of_the_headers() {
        assertThat(LibavLayout.S16).isEqualTo(avutil.AV_SAMPLE_FMT_S16);
        assertThat(LibavLayout.FLOAT).isEqualTo(avutil.AV_SAMPLE_FMT_FLT);
        assertThat(LibavLayout.S16_PLANAR).isEqualTo(avutil.AV_SAMPLE_FMT_S16P);
        assertThat(LibavLayout.FLOAT_PLANAR).isEqualTo(avutil.AV_SAMPLE_FMT_FLTP);
        assertThat(LibavLayout.NATIVE_ORDER).isEqualTo(avutil.AV_CHANNEL_ORDER_NATIVE);
        assertThat(LibavLayout.FRONT_CENTER).isEqualTo(avutil.AV_CH_FRONT_CENTER);
        assertThat(LibavLayout.PADDING).isEqualTo(avcodec.AV_INPUT_BUFFER_PADDING_SIZE);
        assertThat(Libav.AGAIN).isEqualTo(avutil.AVERROR_EAGAIN());
    }

    @Test
    void the_build_is_under_the_lesser_licence() {
        assertThat(avcodec.avcodec_license().getString()).startsWith("LGPL");
    }

    private static void lies(Class<? extends Pointer> structure, Map<String, Integer> fields) {
        fields.forEach(
                (field, place) ->
                        assertThat(Loader.offsetof(structure, field)).as(field).isEqualTo(place));
    }
}
