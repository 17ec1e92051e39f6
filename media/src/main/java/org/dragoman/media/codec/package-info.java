/// The one codec of our own: G.711, both laws, and the conversion between them. Start at
/// {@link G711}. Source: ITU-T G.711 (11/1988).
@NullMarked
package org.dragoman.media.codec;

import org.jspecify.annotations.NullMarked;
