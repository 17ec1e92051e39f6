/// Accounts with programs we did not write: baresip registers and calls, JsSIP and SIP.js speak SIP
/// by WebSocket. What is heard in a real browser is tested in {@code tests.browser}.
@NullMarked
package org.dragoman.tests.account;

import org.jspecify.annotations.NullMarked;
