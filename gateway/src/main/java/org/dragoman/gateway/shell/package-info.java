/// The command line as a conversation: a prompt with history and completion, for who starts the
/// program at a terminal without a command. Start at {@link Shell}.
@NullMarked
package org.dragoman.gateway.shell;

import org.jspecify.annotations.NullMarked;
