package org.dragoman.media.codec.libav;

/// Where the fields lie that we set or read, in bytes, on 64-bit systems. A test compares each with
/// what the bundle's own Java binding says; {@link Libav#VERSION} must be that of the library.
final class LibavLayout {
    // AVCodecContext
    static final int CONTEXT_BIT_RATE = 56; // int64
    static final int CONTEXT_SAMPLE_RATE = 344;
    static final int CONTEXT_SAMPLE_FORMAT = 348;
    static final int CONTEXT_CHANNELS = 352; // an AVChannelLayout
    static final int CONTEXT_FRAME_SIZE = 376;
    static final int CONTEXT_BLOCK_ALIGN = 380;
    static final int CONTEXT_COMPRESSION = 424;
    static final int CONTEXT_CODED_BITS = 648;

    // AVFrame
    static final int FRAME_DATA = 0; // pointer to the first plane
    static final int FRAME_SAMPLES = 112;
    static final int FRAME_FORMAT = 116;
    static final int FRAME_SAMPLE_RATE = 180;
    static final int FRAME_CHANNELS = 384; // an AVChannelLayout

    // AVPacket
    static final int PACKET_DATA = 24;
    static final int PACKET_SIZE = 32;

    // AVChannelLayout
    static final int LAYOUT_ORDER = 0;
    static final int LAYOUT_COUNT = 4;
    static final int LAYOUT_MASK = 8; // uint64

    // AVSampleFormat, samplefmt.h
    static final int S16 = 1;
    static final int FLOAT = 3;
    static final int S16_PLANAR = 6;
    static final int FLOAT_PLANAR = 8;

    static final int NATIVE_ORDER = 1; // AV_CHANNEL_ORDER_NATIVE
    static final long FRONT_CENTER = 4; // AV_CH_FRONT_CENTER: mono
    static final int PADDING = 64; // AV_INPUT_BUFFER_PADDING_SIZE

    private LibavLayout() {}
}
