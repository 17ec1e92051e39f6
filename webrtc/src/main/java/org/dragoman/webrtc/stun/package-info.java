/// STUN messages: reading, writing, and whether they are genuine. Start at {@link StunMessage}.
/// Sources: RFC 8489; RFC 8445 §7.1 for the attributes of ICE; RFC 5769 for test vectors.
@NullMarked
package org.dragoman.webrtc.stun;

import org.jspecify.annotations.NullMarked;
