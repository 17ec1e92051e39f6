/// Cost of the aligned-PER codec alone, by JMH. Start at {@link
/// org.dragoman.tests.bench.per.PerBench}, which says how to run it; no part of the tests.
@NullMarked
package org.dragoman.tests.bench.per;

import org.jspecify.annotations.NullMarked;
