/// What the machine must grant a gateway of telephony, and what to do where it does not. Start at
/// {@link HostAdvice}.
@NullMarked
package org.dragoman.gateway.host;

import org.jspecify.annotations.NullMarked;
