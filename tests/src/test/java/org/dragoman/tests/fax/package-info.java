/// Faxes between real fax machines (spandsp in Asterisk) through the running gateway. Start at
/// {@link FaxTest}.
@NullMarked
package org.dragoman.tests.fax;

import org.jspecify.annotations.NullMarked;
