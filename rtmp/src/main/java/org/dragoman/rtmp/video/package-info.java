/// H.264 between FLV and RTP, both ways, as it is: no picture is decoded. Start at
/// {@link PictureUp} and {@link PictureDown}. Sources: FLV 10.1 E.4.3, ISO/IEC 14496-15 §5.2.4.1
/// (AVCDecoderConfigurationRecord), RFC 6184.
@NullMarked
package org.dragoman.rtmp.video;

import org.jspecify.annotations.NullMarked;
