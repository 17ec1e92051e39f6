/// Proof that the generated H.225.0, RAS, H.245 and H.450 codecs read what other stacks put on
/// the wire. Start at {@link org.dragoman.h323.pdu.DecodeTest}; `golden/pdu/README.md` says
/// where the octets and the facts come from. Standards: ITU-T X.691 (aligned), H.225.0, H.245,
/// H.450.
@NullMarked
package org.dragoman.h323.pdu;

import org.jspecify.annotations.NullMarked;
