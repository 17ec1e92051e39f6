package org.dragoman.h323.net;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.core.call.LoopRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The threads of H.323's connections, on which calls may have their loops too: a call whose
/// connections are on the thread of its loop hands nothing over to send or to receive.
public final class SignallingThreads implements LoopRunner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignallingThreads.class);

    private final EventLoopGroup group;

    /// - {@code threads}: for all connections together.
    public SignallingThreads(int threads) {
        group =
                new MultiThreadIoEventLoopGroup(
                        threads,
                        new ThreadPerTaskExecutor(new DefaultThreadFactory("h323", true)),
                        new FewThreads(),
                        EpollIoHandler.newFactory());
    }

    EventLoopGroup group() {
        return group;
    }

    /// Each of them, as what runs tasks.
    public List<Executor> each() {
        var all = new ArrayList<Executor>();
        group.forEach(all::add);
        return all;
    }

    /// The thread that asks, where it is one of these; else the first that is not behind.
    EventLoop here() {
        for (EventExecutor each : group) {
            if (each.inEventLoop()) {
                return (EventLoop) each;
            }
        }
        return group.next();
    }

    /// A call stays on the thread on which it came in, or on the first that is not behind.
    @Override
    public Place place(String name, Runnable turn) {
        var thread = here();
        var due = new AtomicBoolean();
        Runnable next =
                () -> {
                    due.set(false);
                    turn.run();
                };
        return () -> {
            if (due.compareAndSet(false, true)) {
                begin(thread, next);
            }
        };
    }

    private static void begin(EventLoop thread, Runnable turn) {
        try {
            thread.execute(turn);
        } catch (RejectedExecutionException closed) {
            LOG.debug("a call has no more turns: its thread has ended");
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
