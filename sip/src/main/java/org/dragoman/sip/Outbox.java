package org.dragoman.sip;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.net.Route;
import org.dragoman.sip.net.SipStack;

/// The requests of one leg on their way out, in order. Where the peer named a host, the request
/// waits here for its address, and those after it with it; the call's loop does not. Used on the
/// call's loop only.
final class Outbox {
    private final SipStack stack;
    private final Executor loop;
    private Route usual;
    private final Deque<Letter> waiting = new ArrayDeque<>(); // the first one's way is asked for

    private record Letter(SipRequest request, Consumer<Route> send) {}

    /// - {@code usual}: the way to the peer before it named another, or where that leads nowhere.
    Outbox(SipStack stack, Route usual, Executor loop) {
        this.stack = stack;
        this.usual = usual;
        this.loop = loop;
    }

    /// The peer is reached in another way from now on.
    void moved(Route other) {
        usual = other;
    }

    /// - {@code send}: told the way, at once wherever that is known.
    void put(SipRequest request, Consumer<Route> send) {
        waiting.add(new Letter(request, send));
        if (waiting.size() == 1) {
            sendWhatCanGo();
        }
    }

    private void sendWhatCanGo() {
        while (!waiting.isEmpty() && sendsNow(waiting.peek())) {
            waiting.remove();
        }
    }

    // the first INVITE goes where the peer is configured to be, all else where the dialog says
    private CompletableFuture<Optional<Route>> way(SipRequest request) {
        return request.isOutOfDialog() || usual.flow()
                ? CompletableFuture.completedFuture(Optional.of(usual))
                : stack.way(request, usual.transport());
    }

    private boolean sendsNow(Letter letter) {
        var way = way(letter.request());
        if (way.isDone()) {
            letter.send().accept(way.join().orElse(usual));
            return true;
        }
        way.thenAccept(found -> loop.execute(() -> found(found)));
        return false;
    }

    private void found(Optional<Route> way) {
        waiting.remove().send().accept(way.orElse(usual));
        sendWhatCanGo();
    }
}
