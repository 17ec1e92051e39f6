/// Q.931 messages as H.225.0 uses them: a call reference, a message type and information
/// elements. Start at {@link org.dragoman.h323.q931.Q931Message}; the codec is
/// {@link org.dragoman.h323.q931.Q931Codec}. Sources: ITU-T Q.931 (05/1998) §4; H.225.0 §7.2
/// and §7.3 for what differs (two-octet call reference, two-octet length of User-user).
@NullMarked
package org.dragoman.h323.q931;

import org.jspecify.annotations.NullMarked;
