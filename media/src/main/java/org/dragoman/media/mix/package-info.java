/// Sound of several parties added up: each hears all the others. Pure: packets in, packets out,
/// time as an argument. Start at {@link MixRoom}.
@NullMarked
package org.dragoman.media.mix;

import org.jspecify.annotations.NullMarked;
