package org.dragoman.sip.dialog;

import org.dragoman.sip.message.SipRequest;

/// A request that waits for our response: a server transaction, as far as protocol logic sees it.
public interface Incoming {
    SipRequest request();
}
