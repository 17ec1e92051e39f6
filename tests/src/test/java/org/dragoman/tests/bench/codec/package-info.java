/// What converting a channel costs, beside the bare library in the same run. Start at {@link
/// CodecBench}.
@NullMarked
package org.dragoman.tests.bench.codec;

import org.jspecify.annotations.NullMarked;
