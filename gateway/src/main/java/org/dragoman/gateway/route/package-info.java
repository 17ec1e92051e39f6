/// Dry runs: where a call would go and why, by the same code that routes calls. Start at
/// {@link DryRun}.
@NullMarked
package org.dragoman.gateway.route;

import org.jspecify.annotations.NullMarked;
