/// What the gateway writes to its log: one line per event, keys and values, private data masked.
/// Start at {@link EventLayout}.
@NullMarked
package org.dragoman.gateway.log;

import org.jspecify.annotations.NullMarked;
