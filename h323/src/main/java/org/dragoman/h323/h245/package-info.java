/// H.245, the control protocol of H.323: what the parties can do, who decides, which channels
/// are open. Start at {@link org.dragoman.h323.h245.H245Session}, which combines one machine
/// per procedure over {@link org.dragoman.h323.h245.H245Message}. Sources: ITU-T H.245
/// (05/2011) Annex C for the procedures; H.323 §6.2.8 and §8.
@NullMarked
package org.dragoman.h323.h245;

import org.jspecify.annotations.NullMarked;
