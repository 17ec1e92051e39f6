/// Digits as RTP telephone events: taken out of a stream ({@link EventReceiver}) and put into one
/// ({@link EventSender}). No sockets, no clock. Source: RFC 4733.
@NullMarked
package org.dragoman.media.dtmf;

import org.jspecify.annotations.NullMarked;
