/// Codecs of libraries that the operator's system has: libopus, libspeex, libgsm. Each is used
/// where it is installed and left out where it is not. Start at {@link SystemCodecs}. The bundle
/// (package libav) codes the same but cannot conceal, use in-band copies, or encode GSM (ADR 0016).
@NullMarked
package org.dragoman.media.codec.system;

import org.jspecify.annotations.NullMarked;
