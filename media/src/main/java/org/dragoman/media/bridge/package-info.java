/// Sound on its way from one codec to another: decoded, evened out, resampled, regrouped, encoded.
/// No socket, no thread and no clock of its own. Start at {@link Conversion}; the relay runs it.
/// Sources: RFC 3550 §5.1, RFC 3389 for comfort noise, G.729 Annex B for its own kind.
@NullMarked
package org.dragoman.media.bridge;

import org.jspecify.annotations.NullMarked;
