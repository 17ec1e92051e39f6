/// Those who log in to the gateway instead of being configured as peers: people with SIP phones,
/// browsers, later Flash and H.323 clients. {@link Account} is who they are, {@link Accounts}
/// finds them, {@link Registrations} says where they can be reached now, {@link LoginGuard} slows
/// down who guesses passwords. One account may be used by several devices of several protocols.
/// Sources: RFC 7616 §3.4.2 for the hashes; RFC 3261 §10 for what a registration is.
@NullMarked
package org.dragoman.core.account;

import org.jspecify.annotations.NullMarked;
