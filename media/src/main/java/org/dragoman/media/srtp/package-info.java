/// Encrypts and authenticates RTP and RTCP where they lie: {@link SrtpSender} protects what goes
/// to a peer, {@link SrtpReceiver} opens and judges what comes from it. No sockets, no clock, no
/// signalling: keys are agreed elsewhere. Sources: RFC 3711; RFC 6188 and RFC 7714 for AES-GCM.
@NullMarked
package org.dragoman.media.srtp;

import org.jspecify.annotations.NullMarked;
