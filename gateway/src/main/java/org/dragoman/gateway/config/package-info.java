/// Reading {@code dragoman.yaml}: every mistake is found in one run and told with file, line
/// and key. Start at {@link Section}: it is how a part of the file is read.
@NullMarked
package org.dragoman.gateway.config;

import org.jspecify.annotations.NullMarked;
