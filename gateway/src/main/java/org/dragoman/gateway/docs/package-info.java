/// Printing what the program knows of itself: the mapping tables and the configuration reference,
/// for the command line and for the files under {@code docs/}. Start at {@link MappingPrinter}.
@NullMarked
package org.dragoman.gateway.docs;

import org.jspecify.annotations.NullMarked;
