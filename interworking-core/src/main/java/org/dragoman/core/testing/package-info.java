/// Fakes for the tests of every module: time that a test moves ({@link FakeTime}), the surroundings
/// of a leg ({@link LegHarness}), and legs, endpoints and media that note what was asked of them.
/// Production code may not use this package.
@NullMarked
package org.dragoman.core.testing;

import org.jspecify.annotations.NullMarked;
