/// Action Message Format: the values that Flash clients and servers call one another with.
/// Start at {@link Amf}; {@link Amf0Reader} and {@link Amf0Writer} do the wire, {@link
/// Amf3Reader} what newer clients put inside of it. Sources: Adobe's "Action Message Format --
/// AMF 0" and "AMF 3" (January 2013).
@NullMarked
package org.dragoman.rtmp.amf;

import org.jspecify.annotations.NullMarked;
