package org.dragoman.media.relay;

import java.net.InetSocketAddress;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.media.srtp.SrtpSession;

/// A browser's port, among the others on the one they share. What is agreed says which codecs; the
/// path and the keys come later, from the {@link BrowserAgent}, and until both are there nothing is
/// sent, and nothing that comes is believed.
final class SharedPlace implements Place, BrowserAgent.Port {
    private final SharedPort shared;
    private final MediaPlane.Ear ear;
    private final Runnable news;
    private final BrowserAgent.Session session;
    private final BrowserEnd end;
    private final Set<PacketPath> sources = new LinkedHashSet<>(); // all below: guarded by this
    private Optional<RelayPort> port = Optional.empty();
    private MediaFlow flow = MediaFlow.NONE;
    private Optional<PacketPath> path = Optional.empty();
    private Optional<SrtpSession> keys = Optional.empty();
    private Optional<BundledPlace> video = Optional.empty();
    private boolean left;

    /// - {@code news}: has the loop look at changed sources.
    SharedPlace(SharedPort shared, MediaPlane.Ear ear, Runnable news) {
        this.shared = shared;
        this.ear = ear;
        this.news = news;
        session = shared.agent().open(this);
        end =
                new BrowserEnd(
                        session.credentials(), shared.candidates(), shared.agent().certificate());
    }

    @Override
    public InetSocketAddress rtp() {
        return end.candidates().getFirst();
    }

    @Override
    public InetSocketAddress rtcp() {
        return rtp(); // RFC 5761
    }

    @Override
    public Optional<BrowserEnd> browser() {
        return Optional.of(end);
    }

    @Override
    public boolean isFixed() {
        return true;
    }

    /// The plan of a port of which nothing is agreed.
    FlowPlan nothing() {
        return FlowPlan.shut(MediaFlow.NONE, shared.listen(0).getAddress());
    }

    /// The port that is here; its sources can be entered now.
    synchronized void settle(RelayPort settled) {
        port = Optional.of(settled);
        sources.forEach(p -> shared.change(p, settled, true));
        news.run();
    }

    @Override
    public void agree(RelayPort of, MediaFlow agreed) {
        synchronized (this) {
            flow = agreed;
            of.replan(plan(flow));
        }
        agreed.browser().ifPresent(session::agree);
    }

    /// The browser has video too; with our lock held.
    void bundle(BundledPlace place, RelayPort its) {
        video = Optional.of(place);
        port.ifPresent(p -> p.bundle(Optional.of(its)));
        place.replan();
    }

    /// No more; with our lock held.
    void unbundle(BundledPlace place) {
        if (video.filter(v -> v == place).isPresent()) {
            video = Optional.empty();
            port.ifPresent(p -> p.bundle(Optional.empty()));
        }
    }

    /// How packets of this flow go to the browser now; with our lock held.
    FlowPlan plan(MediaFlow flow) {
        if (path.isEmpty() || keys.isEmpty()) {
            return FlowPlan.shut(flow, shared.listen(0).getAddress());
        }
        int socket = path.get().socket();
        return FlowPlan.through(
                shared.sockets().get(socket),
                flow.withRemote(path.get().remote()),
                shared.listen(socket).getAddress(),
                keys.get());
    }

    @Override
    public synchronized void hear(PacketPath source) {
        if (!left && sources.add(source) && port.isPresent()) {
            shared.change(source, port.get(), true);
            news.run();
        }
    }

    @Override
    public synchronized void leave(PacketPath source) {
        if (sources.remove(source) && port.isPresent()) {
            shared.change(source, port.get(), false);
            news.run();
        }
    }

    @Override
    public synchronized void sendBy(PacketPath chosen) {
        path = Optional.of(chosen);
        replan();
    }

    @Override
    public synchronized void protect(SrtpKeys ours, SrtpKeys theirs) {
        keys = Optional.of(SrtpSession.of(ours, theirs, keys));
        replan();
    }

    private void replan() {
        port.ifPresent(p -> p.replan(plan(flow)));
        video.ifPresent(BundledPlace::replan);
    }

    @Override
    public void lost(String why) {
        ear.lost(why);
    }

    @Override
    public void leave(LivePort live, long nanos) {
        synchronized (this) {
            left = true;
            port.ifPresent(p -> sources.forEach(s -> shared.change(s, p, false)));
            sources.clear();
        }
        news.run();
        session.close();
    }
}
