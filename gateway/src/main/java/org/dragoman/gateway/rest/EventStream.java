package org.dragoman.gateway.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells listeners what happens to calls; over HTTP as server-sent events. Who reads too slowly is
/// let go: it sees how calls are when it comes back, and no call waits for it.
///
/// - Source: HTML Living Standard §9.2.
final class EventStream {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventStream.class);
    static final int LISTENERS = 100; // at a time
    static final int WAITING = 1_000; // events of one listener

    /// After so long without an event a listener is shown that we are there.
    static final Duration ALIVE = Duration.ofSeconds(15);

    private static final byte[] HERE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    /// Where events go.
    interface Listener extends AutoCloseable {
        void take(EventView event) throws IOException;

        void weAreHere() throws IOException;

        void flush() throws IOException;

        @Override
        void close() throws IOException;
    }

    /// Begins to answer, once events are being kept for it.
    interface Opening {
        Listener open() throws IOException;
    }

    private final ObjectMapper json = new ObjectMapper();
    private final GatewayControl control;
    private final AtomicInteger listeners = new AtomicInteger();

    EventStream(GatewayControl control) {
        this.control = control;
    }

    /// Answers a request for as long as its connection lasts.
    void serve(ServerResponse response) {
        try {
            if (!tell(() -> serverSentEvents(response))) {
                response.status(Status.SERVICE_UNAVAILABLE_503).send();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException gone) { // the web server has its own for both
            LOGGER.atDebug()
                    .addKeyValue("event", "rest.listener_gone")
                    .addKeyValue("why", gone.toString())
                    .log("whoever listened to events has left");
        }
    }

    /// Tells one listener, until it has left or is too slow. False: too many listen already.
    boolean tell(Opening opening) throws IOException, InterruptedException {
        if (listeners.incrementAndGet() > LISTENERS) {
            listeners.decrementAndGet();
            return false;
        }
        var waiting = new ArrayBlockingQueue<EventView>(WAITING);
        var slow = new AtomicBoolean();
        var followed =
                control.follow(
                        event -> {
                            if (!waiting.offer(event)) {
                                slow.set(true);
                            }
                        });
        try (var listener = opening.open()) {
            pass(waiting, slow, listener);
        } finally {
            listeners.decrementAndGet();
            end(followed);
        }
        return true;
    }

    private static void end(AutoCloseable followed) {
        try {
            followed.close();
        } catch (Exception e) {
            throw new IllegalStateException("whoever follows may stop", e);
        }
    }

    private static void pass(
            BlockingQueue<EventView> waiting, AtomicBoolean slow, Listener listener)
            throws IOException, InterruptedException {
        listener.weAreHere();
        listener.flush();
        while (!slow.get()) {
            var event = waiting.poll(ALIVE.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                listener.weAreHere();
            } else {
                listener.take(event);
            }
            if (waiting.isEmpty()) {
                listener.flush();
            }
        }
    }

    private Listener serverSentEvents(ServerResponse response) {
        response.status(Status.OK_200)
                .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
                .header(HeaderNames.CACHE_CONTROL, "no-store");
        return new ServerSent(response.outputStream(), json);
    }

    private record ServerSent(OutputStream out, ObjectMapper json) implements Listener {
        @Override
        public void take(EventView event) throws IOException {
            var text =
                    "event: %s\ndata: %s\n\n"
                            .formatted(event.event(), json.writeValueAsString(event));
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void weAreHere() throws IOException {
            out.write(HERE);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
