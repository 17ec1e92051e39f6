/// Help for tests of media. Not for production code.
@NullMarked
package org.dragoman.media.testing;

import org.jspecify.annotations.NullMarked;
