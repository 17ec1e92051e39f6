/// The codecs of the native bundle: FFmpeg's libavcodec as `org.bytedeco:ffmpeg` ships it, called
/// by java.lang.foreign (ADR 0016). Start at {@link LibavCodecs}, a table; {@link LibavDecoder} and
/// {@link LibavEncoder} are what a stream holds, {@link AmrDecoder} and the like put the payload
/// formats of the RFCs around them.
@NullMarked
package org.dragoman.media.codec.libav;

import org.jspecify.annotations.NullMarked;
