/// Interworking tables as data: causes, codecs, messages, number types. Start at {@link Mappings}.
/// Each table is a CSV file under {@code rules/}; each row names its source.
@NullMarked
package org.dragoman.rules;

import org.jspecify.annotations.NullMarked;
