package org.dragoman.core.route;

import org.dragoman.core.call.CallRequest;

/// Whoever decides where calls go. Asked on the call's loop; must not block.
public interface Routes {
    /// - {@code ingress}: the trunk the call came in by.
    Routing route(CallRequest request, String ingress);
}
