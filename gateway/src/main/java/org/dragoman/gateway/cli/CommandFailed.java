package org.dragoman.gateway.cli;

/// A command could not do what it was asked; the message is a sentence for whoever typed it.
final class CommandFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailed(String message) {
        super(message);
    }
}
