package org.dragoman.gateway.backup;

import java.io.IOException;

/// A file that is no backup, or no whole one; the message is a sentence for the operator.
public final class BadBackup extends IOException {
    private static final long serialVersionUID = 1L;

    BadBackup(String message) {
        super(message);
    }
}
