package org.dragoman.h323.net;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.EventExecutorChooserFactory;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.List;

/// Which thread the next connection or call gets: the first that is not behind. A gateway with few
/// calls so does its work on one thread, whose processor has the code of a call in its caches and
/// which need not be woken for each message; where that thread falls behind, the next one joins.
final class FewThreads implements EventExecutorChooserFactory {
    private static final int BEHIND = 8; // tasks that wait: a millisecond or two of work

    @Override
    public EventExecutorChooser newChooser(EventExecutor[] executors) {
        var threads = List.of(executors);
        return () -> choose(threads);
    }

    /// The first that has less to do than that; else the one that has least.
    private static EventExecutor choose(List<EventExecutor> threads) {
        var chosen = threads.getFirst();
        int least = Integer.MAX_VALUE;
        for (var thread : threads) {
            int waiting = waiting(thread);
            if (waiting < least) {
                chosen = thread;
                least = waiting;
            }
            if (least < BEHIND) {
                break;
            }
        }
        return chosen;
    }

    private static int waiting(EventExecutor thread) {
        return thread instanceof SingleThreadEventExecutor one ? one.pendingTasks() : 0;
    }
}
