package org.dragoman.webrtc;

import java.util.List;
import java.util.function.Consumer;

/// The calls that accounts had, by whatever device. Safe from any thread; must not block.
public interface CallHistory {
    /// Somebody who is told; closing it ends that.
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /// Nothing is kept.
    CallHistory NONE =
            new CallHistory() {
                @Override
                public Following follow(String account, Consumer<List<PastCall>> listener) {
                    listener.accept(List.of());
                    return () -> {};
                }

                @Override
                public void forget(String account) {}
            };

    /// Tells an account's calls, newest first: soon, and whenever they change.
    Following follow(String account, Consumer<List<PastCall>> listener);

    /// Forgets all calls of an account.
    void forget(String account);
}
