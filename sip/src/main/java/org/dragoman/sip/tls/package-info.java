/// Who the gateway is and whom it believes when SIP travels by TLS: certificates, keys, and the
/// verification of peers. Start at {@link org.dragoman.sip.tls.Tls}. No socket is opened here.
/// Sources: RFC 3261 §26.3; RFC 5922 (whose certificate it is); RFC 8446, RFC 5246 by the JDK.
@NullMarked
package org.dragoman.sip.tls;

import org.jspecify.annotations.NullMarked;
