/// The running program. {@link org.dragoman.gateway.Main} is the command line; the wiring beside it
/// is the one place that knows every part.
@NullMarked
package org.dragoman.gateway;

import org.jspecify.annotations.NullMarked;
