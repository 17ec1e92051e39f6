/// The demonstration: an H.323 endpoint and a SIP phone, made of the same adapters as the gateway,
/// call each other through it and listen to each other. Start at {@link Demonstration}.
@NullMarked
package org.dragoman.gateway.demo;

import org.jspecify.annotations.NullMarked;
