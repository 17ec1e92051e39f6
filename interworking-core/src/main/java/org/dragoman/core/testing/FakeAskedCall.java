package org.dragoman.core.testing;

import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.dragoman.core.media.Sound;
import org.dragoman.core.route.AskedCall;
import org.dragoman.core.route.CallScript;
import org.dragoman.core.route.ServiceReply;

/// A call for those who are asked about it: notes what they order and reply.
public final class FakeAskedCall implements AskedCall {
    private static final String ID = "0123456789ab";

    private final Set<String> known;
    private final boolean mayBeLed;
    private final BlockingQueue<ServiceReply> replies = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    private final CompletableFuture<CallScript> leader = new CompletableFuture<>();

    /// - {@code known}: names of peers there are.
    public FakeAskedCall(boolean mayBeLed, String... known) {
        this.mayBeLed = mayBeLed;
        this.known = Set.of(known);
    }

    /// What was replied, in order; to be waited for.
    public BlockingQueue<ServiceReply> replies() {
        return replies;
    }

    /// What was ordered, in words; to be waited for.
    public BlockingQueue<String> orders() {
        return orders;
    }

    /// The script that leads it, when one does.
    public CompletableFuture<CallScript> leader() {
        return leader;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public boolean knows(String target) {
        return known.contains(target);
    }

    @Override
    public boolean mayBeLed() {
        return mayBeLed;
    }

    @Override
    public void reply(ServiceReply reply) {
        replies.add(reply);
    }

    @Override
    public void lead(CallScript script) {
        leader.complete(script);
    }

    @Override
    public void leave() {
        orders.add("leave");
    }

    @Override
    public void answer() {
        orders.add("answer");
    }

    @Override
    public void play(Sound sound) {
        orders.add("play " + sound);
    }

    @Override
    public void stopSound() {
        orders.add("stop");
    }

    @Override
    public void recall() {
        orders.add("recall");
    }

    /// What was ordered so far.
    public List<String> ordered() {
        return List.copyOf(orders);
    }
}
