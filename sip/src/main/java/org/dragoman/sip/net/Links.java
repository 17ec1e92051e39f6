package org.dragoman.sip.net;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.SipListener;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.sip.Transport;

/// SIP over WebSockets that somebody else holds. Safe from any thread.
///
/// - Source: RFC 7118.
final class Links implements WebSocketLink.Service {
    private static final String NOWHERE = "127.0.0.1";

    private final SipStack.Ear ear;
    private volatile Map<Transport, LinkInput> inputs = Map.of(); // while the stack runs

    Links(SipStack.Ear ear) {
        this.ear = ear;
    }

    /// Lets the stack take and send by WebSocket. Nothing listens there: the web server has the
    /// sockets, and the ports are names.
    void open(TunedStack stack, Listening listening, SipListener events) {
        var all = new EnumMap<Transport, LinkInput>(Transport.class);
        for (var transport : List.of(Transport.WS, Transport.WSS)) {
            var listener =
                    new org.dragoman.sip.SipListener(
                            NOWHERE, transport.usualPort(), transport, Optional.empty());
            try {
                listening.open(stack, listener, events);
            } catch (SipException | InvalidArgumentException e) {
                throw new IllegalStateException("WebSockets need nothing of the machine", e);
            }
            all.put(transport, stack.links(transport));
        }
        inputs = all;
    }

    void close() {
        inputs = Map.of();
    }

    @Override
    public String subprotocol() {
        return "sip";
    }

    @Override
    public int longestMessage() {
        return SipStack.LONGEST;
    }

    @Override
    public WebSocketLink.Ear opened(WebSocketLink link) {
        var transport = link.isSecure() ? Transport.WSS : Transport.WS;
        var input = Optional.ofNullable(inputs.get(transport));
        if (input.isEmpty()) {
            link.close(WebSocketLink.GOING_AWAY, "SIP is not taken");
            return DEAF;
        }
        var channel = input.get().opened(link);
        return new WebSocketLink.Ear() {
            @Override
            public void message(byte[] message) {
                channel.received(message);
            }

            @Override
            public void closed(int status) {
                channel.closed();
                ear.closed(channel.remote(), transport, status);
            }
        };
    }

    private static final WebSocketLink.Ear DEAF =
            new WebSocketLink.Ear() {
                @Override
                public void message(byte[] message) {}

                @Override
                public void closed(int status) {}
            };

    /// A device whose link was closed is at another now: what is under way goes on there.
    void moved(Route from, Route to) {
        if (from.transport() == to.transport()) {
            Optional.ofNullable(inputs.get(from.transport()))
                    .ifPresent(input -> input.moved(from.to(), to.to()));
        }
    }
}
