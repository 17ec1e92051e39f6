/// Media between the gateway and a real browser, Chromium, without any signalling: session
/// descriptions are handed over by the test, and tones are measured at both ends.
@NullMarked
package org.dragoman.tests.webrtc;

import org.jspecify.annotations.NullMarked;
