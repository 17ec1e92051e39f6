/// Sound between a client's messages and RTP: what a leg's media port takes and gives. Pure;
/// start at {@link SoundUp} and {@link SoundDown}. Sources: FLV 10.1 Annex E.4.2, RFC 3550
/// §5.1, RFC 5574 (Speex), RFC 7587 (Opus).
@NullMarked
package org.dragoman.rtmp.sound;

import org.jspecify.annotations.NullMarked;
