/// Regular expressions over numbers and names, in time that grows with the length of the text and
/// nothing else, whoever wrote the expression. Start at {@link Expression}.
@NullMarked
package org.dragoman.core.expression;

import org.jspecify.annotations.NullMarked;
