/// Sounds that the gateway makes itself: tones by country, announcements and music from files.
/// Each is a {@link SoundSource}; a tone is a {@link CadenceSound}. No sockets, no clock. Sources:
/// ITU-T E.180/Q.35 and its Supplement 2.
@NullMarked
package org.dragoman.media.tone;

import org.jspecify.annotations.NullMarked;
