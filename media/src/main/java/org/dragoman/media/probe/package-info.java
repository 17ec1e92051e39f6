/// Proof that sound gets through: a tone is sent at one end of a call and measured at the other.
/// Used by the demonstration and by whole-call tests. Start at {@link ToneProbe}.
@NullMarked
package org.dragoman.media.probe;

import org.jspecify.annotations.NullMarked;
