/// What the media relay costs, and what it adds: many calls of G.711 through a relay in a process
/// of its own. Start at {@link org.dragoman.tests.bench.media.MediaBench}.
@NullMarked
package org.dragoman.tests.bench.media;

import org.jspecify.annotations.NullMarked;
