/// Codecs: sound out of packets and into them. Start at {@link Codecs}, which knows what this
/// machine can convert; {@link SoundDecoder} and {@link SoundEncoder} are what a stream holds.
/// G.711 is our own code ({@link G711}), everything else a native library behind those two.
@NullMarked
package org.dragoman.media.codec;

import org.jspecify.annotations.NullMarked;
