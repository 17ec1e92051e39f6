/// Payload formats whose frames do not simply lie one after the other: {@link AmrPayload} (RFC
/// 4867) and {@link SpeexFrames} (RFC 5574). Plain bytes in and out, no library.
@NullMarked
package org.dragoman.media.codec.payload;

import org.jspecify.annotations.NullMarked;
