/// ICE as an agent that is reachable from everywhere needs it: it answers the browser's checks and
/// takes the pair the browser chooses. Start at {@link IceMachine}.
/// Sources: RFC 8445 (ICE; §2.5 lite), RFC 7675 (consent), RFC 8838 (trickle).
@NullMarked
package org.dragoman.webrtc.ice;

import org.jspecify.annotations.NullMarked;
