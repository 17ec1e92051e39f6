/// Explains captured calls: plays them again through the real machines and tells what each message
/// becomes in the other protocol, and which row or rule says so. Start at {@link Explainer}.
///
/// A captured call stands between two gateways: one that the caller calls, and one that calls the
/// called side. Between the two the call is in the other protocol, and what they say to each other
/// there is what the captured messages become.
///
/// A client of RTMP has a server before it, not another party: our gateway takes the server's
/// place, and what the server told of the other side, a SIP phone does ({@link RtmpPlayback}).
@NullMarked
package org.dragoman.gateway.explain;

import org.jspecify.annotations.NullMarked;
