package org.dragoman.core.call;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Those who follow what happens to calls. Told on the calls' loops, so they must not block.
final class CallFollowers {
    private static final Logger LOGGER = LoggerFactory.getLogger(CallFollowers.class);

    private final List<Consumer<CallNews>> followers = new CopyOnWriteArrayList<>();

    /// Closing the result ends it.
    AutoCloseable add(Consumer<CallNews> follower) {
        followers.add(follower);
        return () -> followers.remove(follower);
    }

    /// - {@code news}: made only where somebody hears it.
    void tell(Supplier<CallNews> news) {
        if (followers.isEmpty()) {
            return;
        }
        var told = news.get();
        for (var follower : followers) {
            try {
                follower.accept(told);
            } catch (RuntimeException bug) {
                LOGGER.atError()
                        .addKeyValue("call", told.call())
                        .addKeyValue("event", "call.follower_failed")
                        .setCause(bug)
                        .log("whoever follows the calls failed");
            }
        }
    }
}
