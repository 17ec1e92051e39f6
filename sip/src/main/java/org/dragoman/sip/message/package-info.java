/// What SIP user agents say to one another, free of any stack: messages as lists of headers,
/// and the headers that mean something to a call. Start at {@link SipMessage} and
/// {@link IdentityReader}. Sources: RFC 3261 §20, §25; RFC 3262 (RAck), 3323, 3325 (identity,
/// privacy), 3326 (Reason), 3966 (tel), 4028 (session timer), 5806 (Diversion).
@NullMarked
package org.dragoman.sip.message;

import org.jspecify.annotations.NullMarked;
