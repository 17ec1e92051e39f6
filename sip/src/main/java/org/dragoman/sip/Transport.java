package org.dragoman.sip;

import java.util.Locale;

/// What carries the messages.
public enum Transport {
    UDP,
    TCP;

    /// The word for it in URIs and configurations.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
