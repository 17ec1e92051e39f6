/// Voice calls from end to end through the running gateway, with Asterisk as the H.323 gateway on
/// one side and SIPp as the SIP phone on the other. Start at {@link Lab}.
@NullMarked
package org.dragoman.tests.voice;

import org.jspecify.annotations.NullMarked;
