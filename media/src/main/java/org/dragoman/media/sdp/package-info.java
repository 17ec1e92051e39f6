/// Session descriptions, and the offer/answer that uses them. {@link SessionDescription} is the
/// text as a tree, {@link SdpParser} and {@link SdpWriter} turn it from and to the wire, and
/// {@link OfferAnswer} is one leg's side of the negotiation. Start there.
/// How the packets travel is the negotiation's {@code Carriage}: RTP and SDES, or as browsers do.
/// Sources: RFC 8866 (SDP), RFC 3264 (offer/answer), RFC 3551 (static payload types), RFC 3605
/// (a=rtcp), RFC 4733 (telephone-event), RFC 4568 (SDES), RFC 8829 (browsers).
@NullMarked
package org.dragoman.media.sdp;

import org.jspecify.annotations.NullMarked;
