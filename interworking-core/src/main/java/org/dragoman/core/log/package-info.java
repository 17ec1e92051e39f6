/// Telling people what happened: log lines with keys ({@link CallLog}) and the ladder of a call
/// ({@link CallTrace}).
@NullMarked
package org.dragoman.core.log;

import org.jspecify.annotations.NullMarked;
