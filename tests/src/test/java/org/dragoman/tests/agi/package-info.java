/// Calls led by AGI scripts as operators have them for Asterisk: Perl with Debian's
/// libasterisk-agi-perl, by FastAGI and as programs.
@NullMarked
package org.dragoman.tests.agi;

import org.jspecify.annotations.NullMarked;
