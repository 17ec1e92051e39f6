/// Packets of a codec as the frames they are made of, so that they can be made longer or shorter
/// without being decoded. Start at {@link org.dragoman.media.frame.Regrouping}.
///
/// Sources: RFC 3551 §4.2 and §4.5; RFC 3952 §3.4; RFC 4867 §4.3 and §4.4.
@NullMarked
package org.dragoman.media.frame;

import org.jspecify.annotations.NullMarked;
