/// Calls led by AGI scripts of the operator, as Asterisk has them: FastAGI servers that are
/// connected to, and programs that are started. Start at {@link AgiService}; what is done of AGI
/// stands in {@link AgiVerb} and {@link AgiApplications}.
///
/// Sources: the Asterisk Gateway Interface as Asterisk 22 (res_agi.c) and Debian's
/// libasterisk-agi-perl 1.08 speak it.
@NullMarked
package org.dragoman.gateway.agi;

import org.jspecify.annotations.NullMarked;
