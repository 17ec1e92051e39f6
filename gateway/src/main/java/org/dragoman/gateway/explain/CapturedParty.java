package org.dragoman.gateway.explain;

import org.dragoman.core.fault.PeerFault;

/// One of the two parties of a captured call, as a gateway's peer.
interface CapturedParty {
    /// It says this to the gateway.
    ///
    /// - Returns: empty, or why the gateway is not told.
    String says(Said said) throws PeerFault;
}
