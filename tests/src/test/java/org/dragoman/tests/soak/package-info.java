/// Many calls, and what is left of them: nothing.
@NullMarked
package org.dragoman.tests.soak;

import org.jspecify.annotations.NullMarked;
