/// Time as something handed in, so that a test can move it. Start at {@link Timers}.
@NullMarked
package org.dragoman.core.time;

import org.jspecify.annotations.NullMarked;
