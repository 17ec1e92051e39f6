/// The commands of {@code dragoman}: each parses, calls one object, prints, and returns an exit
/// code. Start at {@link DragomanCommand}.
@NullMarked
package org.dragoman.gateway.cli;

import org.jspecify.annotations.NullMarked;
