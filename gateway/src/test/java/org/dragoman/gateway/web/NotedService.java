package org.dragoman.gateway.web;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.dragoman.core.link.WebSocketLink;

/// Says back what it is told, and notes what happens.
final class NotedService implements WebSocketLink.Service {
    static final String CLOSED = "closed ";

    final BlockingQueue<WebSocketLink> links = new LinkedBlockingQueue<>();
    final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @Override
    public String subprotocol() {
        return "echo";
    }

    @Override
    public int longestMessage() {
        return 1_000;
    }

    @Override
    public WebSocketLink.Ear opened(WebSocketLink link) {
        links.add(link);
        return new WebSocketLink.Ear() {
            @Override
            public void message(byte[] message) {
                var text = new String(message, StandardCharsets.UTF_8);
                heard.add(text);
                link.send("heard " + text);
            }

            @Override
            public void closed(int status) {
                heard.add(CLOSED + status);
            }
        };
    }
}
