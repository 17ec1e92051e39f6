/// What whoever helps an operator needs to see, in one file, without secrets. Start at {@link
/// SupportBundle}; what a secret is, is in {@link Secrets}.
@NullMarked
package org.dragoman.gateway.support;

import org.jspecify.annotations.NullMarked;
