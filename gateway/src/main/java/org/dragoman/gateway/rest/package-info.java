/// The running gateway over HTTP on loopback, for the command line and for programs: start at
/// {@link RestApi}, the table of all that is answered; {@link OpenApi} describes it for programs.
/// Whoever asks must know the token that lies in the {@link StateFolder}, readable by the gateway's
/// user alone.
@NullMarked
package org.dragoman.gateway.rest;

import org.jspecify.annotations.NullMarked;
