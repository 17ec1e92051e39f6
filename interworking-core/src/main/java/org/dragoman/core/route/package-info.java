/// Where a call goes: an ordered dial plan, and what it says for one call. Start at
/// {@link Router}. Pure: no clock, no state.
@NullMarked
package org.dragoman.core.route;

import org.jspecify.annotations.NullMarked;
