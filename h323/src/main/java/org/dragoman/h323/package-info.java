/// Calling by H.323 without a gatekeeper: H.225.0 call signalling and H.245, as an adapter to
/// the neutral call. Start at {@link org.dragoman.h323.H323Endpoint}; a call's own part is
/// {@link org.dragoman.h323.H323Leg}. Sources: ITU-T H.323 (12/2009), H.225.0, H.245; Q.931.
@NullMarked
package org.dragoman.h323;

import org.jspecify.annotations.NullMarked;
