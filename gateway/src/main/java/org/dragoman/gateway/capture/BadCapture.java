package org.dragoman.gateway.capture;

import java.io.IOException;

/// A file is no capture, or is damaged; the message is a sentence for whoever gave it.
public final class BadCapture extends IOException {
    private static final long serialVersionUID = 1L;

    BadCapture(String message) {
        super(message);
    }
}
