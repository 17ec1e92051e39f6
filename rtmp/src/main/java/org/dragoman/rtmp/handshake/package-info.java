/// The first 3 073 bytes of each side. Start at {@link HandshakeMachine}.
/// Sources: RTMP 1.0 §5.2 for the simple handshake. The one with digests, which Flash Player
/// asks for before it plays AAC and H.264, was never published; it is as ffmpeg, librtmp and
/// Red5 do it.
@NullMarked
package org.dragoman.rtmp.handshake;

import org.jspecify.annotations.NullMarked;
