/// Accounts that log in by SIP: who proves what ({@link Authentication}), and where those who did
/// can be reached ({@link Registrar}).
/// Sources: RFC 3261 §10, §22; RFC 7616 and RFC 8760 for digests; RFC 5626 for flows; RFC 7118 for
/// browsers.
@NullMarked
package org.dragoman.sip.registrar;

import org.jspecify.annotations.NullMarked;
