/// SIP on the wire: the JAIN-SIP reference implementation 1.3.0-91 as transport and transaction
/// layer, and nothing more of it. Its dialogs are off: they repeat and acknowledge on their own
/// terms. No type of it leaves this package. Start at {@link SipStack}.
/// Sources: RFC 3261 §17, §18; RFC 3581 (rport). How it must be tuned was measured, see ADR 0006.
@NullMarked
package org.dragoman.sip.net;

import org.jspecify.annotations.NullMarked;
