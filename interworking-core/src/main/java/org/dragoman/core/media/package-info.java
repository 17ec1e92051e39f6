/// What the neutral call needs to know of sound: which codecs, in which direction, and the port a
/// leg sends and receives through. Start at {@link MediaPort}. Packets live in the media module.
@NullMarked
package org.dragoman.core.media;

import org.jspecify.annotations.NullMarked;
