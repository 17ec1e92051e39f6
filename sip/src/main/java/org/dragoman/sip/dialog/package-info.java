/// When what is said: the pure machines of a SIP user agent. {@link SipMachine} takes commands,
/// messages and expiries and returns what to do; its parts handle the first INVITE of either
/// direction, changes in the middle of a call, and the session timer. Nothing here knows of
/// sockets, threads or clocks. Start at {@link SipMachine}.
/// Sources: RFC 3261 §9, §12–15; RFC 3262; RFC 3264; RFC 3311; RFC 3578; RFC 4028; RFC 6337.
@NullMarked
package org.dragoman.sip.dialog;

import org.jspecify.annotations.NullMarked;
