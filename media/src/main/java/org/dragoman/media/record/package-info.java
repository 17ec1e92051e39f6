/// Recording calls: what either party says, in time, as a stereo WAV file. Pure but for the channel
/// that is written to; whose packets and which thread is the relay's business. Start at {@link
/// org.dragoman.media.record.CallRecording}. Source: RIFF/WAVE as of RFC 2361 (codec 0x0001).
@NullMarked
package org.dragoman.media.record;

import org.jspecify.annotations.NullMarked;
