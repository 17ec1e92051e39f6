/// What is true of the whole program: its floor plan, and calls from end to end. The other
/// programs it is tested against are in {@code peer}.
@NullMarked
package org.dragoman.tests;

import org.jspecify.annotations.NullMarked;
