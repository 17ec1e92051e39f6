/// Recording calls: what either party says, in time, as a stereo file, WAV or Opus. Pure but
/// for the file that is written to; whose packets and which thread is the relay's business.
/// Start at {@link org.dragoman.media.record.CallRecording}. Sources: RIFF/WAVE as of RFC 2361
/// (codec 0x0001); RFC 3533, RFC 7845.
@NullMarked
package org.dragoman.media.record;

import org.jspecify.annotations.NullMarked;
