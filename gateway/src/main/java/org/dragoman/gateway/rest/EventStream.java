package org.dragoman.gateway.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells listeners what happens to calls, as server-sent events. Who reads too slowly is let go:
/// it sees how calls are when it comes back, and no call waits for it.
///
/// - Source: HTML Living Standard §9.2.
final class EventStream {
    private static final Logger LOGGER = LoggerFactory.getLogger(EventStream.class);
    static final int LISTENERS = 100; // at a time
    static final int WAITING = 1_000; // events of one listener
    private static final int QUIET = 15; // seconds; then a comment shows that we are there
    private static final byte[] HERE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final ObjectMapper json = new ObjectMapper();
    private final GatewayControl control;
    private final AtomicInteger listeners = new AtomicInteger();

    EventStream(GatewayControl control) {
        this.control = control;
    }

    /// Answers a request for as long as its connection lasts.
    void serve(ServerResponse response) {
        if (listeners.incrementAndGet() > LISTENERS) {
            listeners.decrementAndGet();
            response.status(Status.SERVICE_UNAVAILABLE_503).send();
            return;
        }
        var waiting = new ArrayBlockingQueue<EventView>(WAITING);
        var slow = new AtomicBoolean();
        try (var _ =
                control.follow(
                        event -> {
                            if (!waiting.offer(event)) {
                                slow.set(true);
                            }
                        })) {
            response.status(Status.OK_200)
                    .header(HeaderNames.CONTENT_TYPE, "text/event-stream")
                    .header(HeaderNames.CACHE_CONTROL, "no-store");
            try (var out = response.outputStream()) {
                pass(waiting, slow, out);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception gone) {
            LOGGER.atDebug()
                    .addKeyValue("event", "rest.listener_gone")
                    .addKeyValue("why", gone.toString())
                    .log("whoever listened to events has left");
        } finally {
            listeners.decrementAndGet();
        }
    }

    private void pass(BlockingQueue<EventView> waiting, AtomicBoolean slow, OutputStream out)
            throws IOException, InterruptedException {
        out.write(HERE);
        out.flush();
        while (!slow.get()) {
            var event = waiting.poll(QUIET, TimeUnit.SECONDS);
            out.write(event == null ? HERE : written(event));
            if (waiting.isEmpty()) {
                out.flush();
            }
        }
    }

    private byte[] written(EventView event) throws IOException {
        var text = "event: " + event.event() + "\ndata: " + json.writeValueAsString(event) + "\n\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
