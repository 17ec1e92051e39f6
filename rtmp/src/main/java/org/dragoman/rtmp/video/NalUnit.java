package org.dragoman.rtmp.video;

/// The kinds of NAL units that matter here: the last five bits of their first byte.
///
/// - Source: ITU-T H.264 Table 7-1; RFC 6184 Table 1 for those of RTP alone.
final class NalUnit {
    static final int KEY_PICTURE = 5;
    static final int SEQUENCE_SET = 7;
    static final int PICTURE_SET = 8;
    static final int DELIMITER = 9;
    static final int SEVERAL = 24; // STAP-A
    static final int FRAGMENT = 28; // FU-A

    private NalUnit() {}

    static int type(byte first) {
        return first & 0x1f;
    }
}
