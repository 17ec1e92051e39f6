/// Browsers and the telephone: a real Chromium, driven by Playwright, calls and is called through
/// the gateway by the softphone page, by JsSIP and by SIP.js. Start at {@code SoftphoneTest}.
@NullMarked
package org.dragoman.tests.browser;

import org.jspecify.annotations.NullMarked;
