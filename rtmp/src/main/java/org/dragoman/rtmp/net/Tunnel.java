package org.dragoman.rtmp.net;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.time.Timers;
import org.dragoman.rtmp.tunnel.HttpReply;
import org.dragoman.rtmp.tunnel.Polling;
import org.dragoman.rtmp.tunnel.TunnelRequest;

/// One RTMP connection within HTTP requests, whichever HTTP connections these come by.
///
/// Its requests are taken one after the other, and its end waits for the one that is under way:
/// both hold the tunnel's monitor. Writing does not, so that no call ever waits here.
final class Tunnel implements Pipe {
    private static final Duration LINGER = Duration.ofSeconds(5); // to fetch the last words

    private final InetSocketAddress remote;
    private final Timers timers;
    private final Duration silence;
    private final Runnable forget;
    private final Guest guest;
    private final Outbox outbox = new Outbox();
    private final Polling polling = new Polling();
    private long lastHeardMillis;
    private Optional<Answer> last = Optional.empty();
    private boolean over; // the client knows, or is about to
    private boolean ended;

    private record Answer(TunnelRequest.Verb verb, long number, HttpReply reply) {
        boolean isTo(TunnelRequest request) {
            return verb == request.verb() && number == request.number();
        }
    }

    /// What waits for the client's next question.
    private static final class Outbox {
        private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        private boolean closed;

        synchronized void add(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            waiting.writeBytes(copy);
        }

        synchronized byte[] takeAll() {
            byte[] all = waiting.toByteArray();
            waiting.reset();
            return all;
        }

        synchronized int size() {
            return waiting.size();
        }

        /// Whether it was open before.
        synchronized boolean close() {
            boolean before = !closed;
            closed = true;
            return before;
        }

        synchronized boolean isClosed() {
            return closed;
        }
    }

    /// - {@code forget}: called once, when the tunnel has ended.
    Tunnel(InetSocketAddress remote, Guest.Reception reception, Runnable forget) {
        this.remote = remote;
        this.timers = reception.timers();
        this.silence = reception.limits().silence();
        this.forget = forget;
        this.guest = reception.receive(this);
        this.lastHeardMillis = timers.millis();
        timers.after(silence, this::watch);
    }

    private synchronized void watch() {
        long left = silence.toMillis() - (timers.millis() - lastHeardMillis);
        if (left <= 0) {
            end();
        } else if (!ended) {
            timers.after(Duration.ofMillis(left), this::watch);
        }
    }

    /// The answer to a request; {@link #answered} follows. A request that was sent twice, as
    /// proxies may, is not taken twice.
    synchronized HttpReply answer(TunnelRequest request) {
        lastHeardMillis = timers.millis();
        var again = last.filter(a -> a.isTo(request));
        if (again.isPresent()) {
            return again.get().reply();
        }
        boolean says = request.verb() == TunnelRequest.Verb.SEND;
        if (says) {
            guest.received(ByteBuffer.wrap(request.body()));
        }
        over |= outbox.isClosed() || request.verb() == TunnelRequest.Verb.CLOSE;
        byte[] bytes = outbox.takeAll();
        var reply = HttpReply.carrying(polling.next(says || bytes.length > 0), bytes);
        last = Optional.of(new Answer(request.verb(), request.number(), reply));
        return reply;
    }

    /// The answer is on its way. The tunnel ends behind its last one: whoever sees that it has
    /// ended may close the connection.
    synchronized void answered() {
        if (over) {
            end();
        }
    }

    synchronized void end() {
        if (!ended) {
            ended = true;
            forget.run();
            guest.gone();
        }
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void write(ByteBuffer bytes) {
        outbox.add(bytes);
    }

    @Override
    public long queuedBytes() {
        return outbox.size();
    }

    @Override
    public void close() {
        if (outbox.close()) {
            timers.after(LINGER, this::end);
        }
    }
}
