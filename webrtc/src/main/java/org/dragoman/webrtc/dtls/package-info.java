/// The DTLS handshake that gives the keys of a browser's media. Start at {@link DtlsAssociation}.
/// The handshake itself is Bouncy Castle's; what is ours is whose certificate is believed, which
/// keys come of it, and that it waits on nobody else's time.
/// Sources: RFC 6347 (DTLS 1.2), RFC 5764 (use_srtp), RFC 7714 (AES-GCM), RFC 8122 (fingerprints),
/// RFC 8827 (what browsers do).
@NullMarked
package org.dragoman.webrtc.dtls;

import org.jspecify.annotations.NullMarked;
