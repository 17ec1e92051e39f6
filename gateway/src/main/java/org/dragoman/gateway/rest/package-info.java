/// The running gateway for the command line and for programs: start at {@link RestApi}, the table
/// of all that is answered; {@link OpenApi} describes it for programs. {@link RestServer} and
/// {@link RestRoutes} answer over HTTP, to whoever brings a token; {@link LocalDoor} over a Unix
/// socket, to the gateway's user alone. {@link RestClient} asks, over either.
@NullMarked
package org.dragoman.gateway.rest;

import org.jspecify.annotations.NullMarked;
