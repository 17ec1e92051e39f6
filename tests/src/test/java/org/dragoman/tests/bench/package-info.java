/// Speed, measured beside another gateway on the same machine in the same run. Started by
/// {@code tests/bench}; no part of the tests. Start at {@code SignallingBench}.
@NullMarked
package org.dragoman.tests.bench;

import org.jspecify.annotations.NullMarked;
