/// Digits in the RTP stream: as telephone events, taken out of a stream ({@link EventReceiver}) and
/// put into one ({@link EventSender}), and as tones in the sound ({@link DtmfReceiver},
/// {@link DtmfSender}). No sockets, no clock. Sources: RFC 4733; ITU-T Q.23, Q.24.
@NullMarked
package org.dragoman.media.dtmf;

import org.jspecify.annotations.NullMarked;
