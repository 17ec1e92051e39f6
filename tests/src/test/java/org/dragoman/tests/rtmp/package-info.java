/// Calls of RTMP programs that others wrote. Start at {@link RtmpProgramsTest}.
@NullMarked
package org.dragoman.tests.rtmp;

import org.jspecify.annotations.NullMarked;
