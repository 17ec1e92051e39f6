/// How codecs reach native libraries: memory by its address, functions by their name. Start at
/// {@link NativeLibrary}. Nothing here knows a codec.
@NullMarked
package org.dragoman.media.codec.foreign;

import org.jspecify.annotations.NullMarked;
