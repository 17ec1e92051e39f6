package org.dragoman.rtmp.video;

import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.VideoDescription;

/// How H.264 goes between a leg and its media port, and how it is offered: the one codec that
/// clients, SIP and browsers have in common.
public final class H264Line {
    static final int PAYLOAD_TYPE = 120; // of our own choice: nobody else sees these packets
    private static final int PACKET_MILLIS = 20; // means nothing for video

    public static final PayloadFormat FORMAT =
            new PayloadFormat(Codec.H264, PAYLOAD_TYPE, PACKET_MILLIS);
    public static final VideoDescription OFFERED = VideoDescription.of(Codec.H264);

    private H264Line() {}
}
