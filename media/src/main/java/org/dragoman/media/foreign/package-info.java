/// How native libraries are reached: memory by its address, functions by their name. Start at
/// {@link NativeLibrary}. Nothing here knows what they are for.
@NullMarked
package org.dragoman.media.foreign;

import org.jspecify.annotations.NullMarked;
