/// Calls of every kind through a gateway of its own on loopback, for the Java machine to
/// learn from: what it learns is kept and makes later starts quick. Start at {@link Training}.
/// Sources: JEP 514 and JEP 515 (ahead-of-time cache and method profiles, JDK 25).
@NullMarked
package org.dragoman.gateway.training;

import org.jspecify.annotations.NullMarked;
