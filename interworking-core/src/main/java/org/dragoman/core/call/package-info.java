/// The neutral call: what can happen on a leg ({@link LegEvent}), what a leg can be ordered to do
/// ({@link LegCommand}), who is calling ({@link Party}) and why it ended ({@link Cause}). Start at
/// {@link LegEvent}. No protocol's words live here.
@NullMarked
package org.dragoman.core.call;

import org.jspecify.annotations.NullMarked;
