/// Draws calls as ladders, for everything that shows one: the demonstration, {@code call}, {@code
/// explain}. Start at {@link Ladder}, what is drawn, and {@link LadderDrawing}, as text.
@NullMarked
package org.dragoman.gateway.ladder;

import org.jspecify.annotations.NullMarked;
