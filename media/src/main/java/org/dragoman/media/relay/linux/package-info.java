/// The few system calls the media loops live on, by the foreign function interface: no object is
/// made per call. Linux on x86-64 and aarch64, both little-endian with 64-bit pointers. Start at
/// {@link Libc}; the reasons are in ADR 0013. Sources: the man pages of sections 2 and 7.
@NullMarked
package org.dragoman.media.relay.linux;

import org.jspecify.annotations.NullMarked;
