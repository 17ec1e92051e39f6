/// The languages that clients speak over RTMP, each in a class of its own: what a command
/// wants, and how a client is told what happens. Pure translation; start at {@link Dialect}.
/// Sources are the public clients and servers named at each class: names and orders of
/// arguments.
@NullMarked
package org.dragoman.rtmp.dialect;

import org.jspecify.annotations.NullMarked;
