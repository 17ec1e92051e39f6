/// A party for many calls at once, made of the gateway's own endpoints: the far side of
/// the training that makes starts quick, of soak tests and of benchmarks. Start at {@link
/// LoadEnds}.
@NullMarked
package org.dragoman.gateway.load;

import org.jspecify.annotations.NullMarked;
