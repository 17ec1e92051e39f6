/// Sockets and threads of RTMP: connections by Apache MINA, and the sound between legs and the
/// media plane. Start at {@link RtmpListener} and {@link Link}.
@NullMarked
package org.dragoman.rtmp.net;

import org.jspecify.annotations.NullMarked;
