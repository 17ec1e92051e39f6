package org.dragoman.gateway.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The browser's end of a WebSocket, by the JDK's client.
final class Talk implements WebSocket.Listener {
    private static final long PATIENCE = 20; // seconds

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private Talk(HttpClient http, String url, String subprotocol, String... headers) {
        var builder = http.newWebSocketBuilder().subprotocols(subprotocol);
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        socket = builder.buildAsync(URI.create(url), this).join();
    }

    static Talk open(HttpClient http, String url, String subprotocol, String... headers) {
        return new Talk(http, url.replaceFirst("^http", "ws"), subprotocol, headers);
    }

    WebSocket socket() {
        return socket;
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    String hear() throws InterruptedException {
        var message = messages.poll(PATIENCE, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing was said");
        }
        return message;
    }

    /// The status it was closed with.
    int closed() throws Exception {
        return closed.get(PATIENCE, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        messages.add(data.toString());
        socket.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int status, String why) {
        closed.complete(status);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.completeExceptionally(error);
    }
}
