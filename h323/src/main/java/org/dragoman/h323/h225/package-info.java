/// H.225.0 call signalling: what the User-user element says
/// ({@link org.dragoman.h323.h225.UserInformation}), and the two sides of a call as pure
/// machines: {@link org.dragoman.h323.h225.SetupMachine} calls,
/// {@link org.dragoman.h323.h225.AnswerMachine} is called. Sources: ITU-T H.225.0 (12/2009) §7;
/// Q.931 §5 for the procedures; H.323 §8.
@NullMarked
package org.dragoman.h323.h225;

import org.jspecify.annotations.NullMarked;
