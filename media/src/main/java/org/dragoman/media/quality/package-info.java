/// How good a call sounds, worked out from what was measured on its packets: the E-model, the
/// table of what each codec costs, and bursts and gaps of loss. Pure. Start at {@link
/// org.dragoman.media.quality.EModel}. Sources: ITU-T G.107, G.113 Appendix I, RFC 3611.
@NullMarked
package org.dragoman.media.quality;

import org.jspecify.annotations.NullMarked;
