/// Calling by SIP. SipEndpoint listens and dials, SipLeg is one side of a call; the
/// protocol itself is in the packages below: {@code message} (what is said), {@code dialog} (when,
/// as pure machines), {@code net} (the JAIN-SIP stack, hidden there). Start at SipEndpoint.
/// Sources: RFC 3261 and those the packages name.
@NullMarked
package org.dragoman.sip;

import org.jspecify.annotations.NullMarked;
