/// Programs that this project did not write, and the gateway itself, as tests meet them: started,
/// called, measured and stopped. Start at {@link Peers} (what is installed), {@link AsteriskPeer}
/// and {@link SippCall}; {@link Capture} judges what went over the wire.
@NullMarked
package org.dragoman.tests.peer;

import org.jspecify.annotations.NullMarked;
