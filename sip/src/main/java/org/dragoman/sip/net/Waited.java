package org.dragoman.sip.net;

import java.time.Duration;

/// How long the message that a network thread works on has waited for that thread. A message of a
/// TCP connection waits in the kernel, where nobody sees it, and counts as having waited for
/// nothing: TCP itself slows its sender.
final class Waited {
    private final ThreadLocal<Duration> here = ThreadLocal.withInitial(() -> Duration.ZERO);

    void note(Duration wait) {
        here.set(wait);
    }

    Duration here() {
        return here.get();
    }
}
