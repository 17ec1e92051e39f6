/// What RTMP messages say: control of the connection, commands, sound and video. Start at
/// {@link RtmpMessage}; {@link Messages} is between these and the chunk stream.
/// Source: RTMP 1.0 §5.4, §6 and §7.
@NullMarked
package org.dragoman.rtmp.message;

import org.jspecify.annotations.NullMarked;
