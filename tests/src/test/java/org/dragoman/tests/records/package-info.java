/// Call records of calls with real peers, read by programs of others.
@NullMarked
package org.dragoman.tests.records;

import org.jspecify.annotations.NullMarked;
