/// The command line in a real terminal (tmux), started by the real launcher: what fits a window,
/// colours, the shell. Start at {@link TerminalTest}.
@NullMarked
package org.dragoman.tests.cli;

import org.jspecify.annotations.NullMarked;
