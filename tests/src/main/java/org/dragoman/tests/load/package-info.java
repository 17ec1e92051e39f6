/// A party for many calls at once, made of the gateway's own endpoints: the far side of soak tests
/// and benchmarks, the same in front of every gateway measured. Start at {@link LoadEnd}.
@NullMarked
package org.dragoman.tests.load;

import org.jspecify.annotations.NullMarked;
