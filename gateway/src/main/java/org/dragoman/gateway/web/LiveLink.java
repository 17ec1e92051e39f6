package org.dragoman.gateway.web;

import io.helidon.common.buffers.BufferData;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dragoman.core.link.Fragments;
import org.dragoman.core.link.MessageBudget;
import org.dragoman.core.link.WebSocketLink;

/// One WebSocket. What comes in is handed on by the thread that reads it; what goes out is queued
/// and written by a thread of its own, which also asks from time to time whether the peer is there:
/// one that does not answer is read of no more, and the reading thread gives it up.
final class LiveLink implements WebSocketLink, WsListener {
    private static final int QUEUED = 256; // messages that a peer has not read yet
    private static final int BURST = 200; // messages at once
    private static final double PER_SECOND = 50;
    private static final Duration PING = Duration.ofSeconds(10);
    private static final Duration FAREWELL = Duration.ofSeconds(3); // for the peer's own close

    private sealed interface Frame {}

    private record Text(String message) implements Frame {}

    private record Pong(byte[] payload) implements Frame {}

    private record Close(int status, String why) implements Frame {}

    private record Gone() implements Frame {}

    private final Service service;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final boolean secure;
    private final InstantSource time;
    private final BlockingQueue<Frame> outgoing = new ArrayBlockingQueue<>(QUEUED);
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean gone = new AtomicBoolean();
    private final Fragments fragments;
    private final MessageBudget budget = new MessageBudget(BURST, PER_SECOND);
    private volatile Optional<Ear> ear = Optional.empty();
    private volatile int status = LOST; // until the peer closes it
    private volatile Runnable abort = () -> {};

    LiveLink(
            Service service,
            InetSocketAddress local,
            InetSocketAddress remote,
            boolean secure,
            InstantSource time) {
        this.service = service;
        this.local = local;
        this.remote = remote;
        this.secure = secure;
        this.time = time;
        this.fragments = new Fragments(service.longestMessage());
    }

    /// - {@code means}: ends the connection at once, whatever its threads wait for.
    void abortsBy(Runnable means) {
        abort = means;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public boolean send(String message) {
        if (closing.get()) {
            return false;
        }
        if (!outgoing.offer(new Text(message))) {
            giveUp();
            return false;
        }
        return true;
    }

    @Override
    public void close(int status, String why) {
        if (!closing.getAndSet(true) && !outgoing.offer(new Close(status, why))) {
            giveUp();
        }
    }

    private void giveUp() {
        closing.set(true);
        abort.run();
    }

    // ---- what comes in, on the connection's own thread

    @Override
    public void onOpen(WsSession session) {
        ear = Optional.of(service.opened(this));
        Thread.ofVirtual().name("websocket-out").start(() -> write(session));
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        received(text.getBytes(StandardCharsets.UTF_8), last);
    }

    @Override
    public void onMessage(WsSession session, BufferData buffer, boolean last) {
        received(buffer.readBytes(), last);
    }

    private void received(byte[] part, boolean last) {
        if (closing.get()) {
            return;
        }
        if (!budget.take(time.instant())) {
            close(POLICY, "too many messages");
            return;
        }
        try {
            fragments.add(part, last).ifPresent(m -> ear.ifPresent(e -> e.message(m)));
        } catch (Fragments.TooBig e) {
            close(TOO_BIG, "a message is too long");
        }
    }

    @Override
    public void onPing(WsSession session, BufferData buffer) {
        if (budget.take(time.instant())) {
            outgoing.offer(new Pong(buffer.readBytes()));
        } else {
            close(POLICY, "too many pings");
        }
    }

    @Override
    public void onClose(WsSession session, int code, String why) {
        closing.set(true);
        status = code;
    }

    /// The connection is over, however that came about.
    void gone() {
        closing.set(true);
        if (!gone.getAndSet(true)) {
            if (!outgoing.offer(new Gone())) {
                outgoing.clear(); // nobody reads it
                outgoing.add(new Gone());
            }
            ear.ifPresent(e -> e.closed(status));
        }
    }

    // ---- what goes out, on a thread of its own

    private void write(WsSession session) {
        try {
            long nextPing = System.nanoTime() + PING.toNanos();
            while (!gone.get()) {
                long left = nextPing - System.nanoTime();
                if (left <= 0) {
                    session.ping(BufferData.empty());
                    nextPing = System.nanoTime() + PING.toNanos();
                    continue;
                }
                var frame = outgoing.poll(left, TimeUnit.NANOSECONDS);
                if (frame != null && !wrote(session, frame)) {
                    return;
                }
            }
        } catch (InterruptedException | RuntimeException e) { // the network's matter: it is over
            abort.run();
        }
    }

    /// False: nothing more is to be written.
    private boolean wrote(WsSession session, Frame frame) throws InterruptedException {
        switch (frame) {
            case Text(var message) -> session.send(message, true);
            case Pong(var payload) -> session.pong(BufferData.create(payload));
            case Close(int status, var why) -> {
                session.close(status, why);
                awaitGone();
                return false;
            }
            case Gone() -> {
                return false;
            }
        }
        return true;
    }

    private void awaitGone() throws InterruptedException {
        long end = System.nanoTime() + FAREWELL.toNanos();
        for (long left = FAREWELL.toNanos(); left > 0 && !gone.get(); ) {
            if (outgoing.poll(left, TimeUnit.NANOSECONDS) instanceof Gone) {
                return;
            }
            left = end - System.nanoTime();
        }
        abort.run(); // it does not close its side
    }
}
