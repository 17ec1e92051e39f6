/// What a peer can do wrong. Start at {@link PeerFault}.
@NullMarked
package org.dragoman.core.fault;

import org.jspecify.annotations.NullMarked;
