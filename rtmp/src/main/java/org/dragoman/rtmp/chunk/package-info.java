/// The chunk stream: messages cut into chunks, several of them at once, with headers that say
/// only what changed. Start at {@link ChunkReader} and {@link ChunkWriter}; what they carry is
/// a {@link Chunked} message whose content nobody looked at yet. Source: RTMP 1.0 §5.3 and
/// §5.4.
@NullMarked
package org.dragoman.rtmp.chunk;

import org.jspecify.annotations.NullMarked;
