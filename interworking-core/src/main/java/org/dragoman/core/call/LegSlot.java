package org.dragoman.core.call;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dragoman.core.log.CallRecorder;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.CallTrace;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.core.media.VoiceRating;
import org.dragoman.core.time.Timers;

/// A leg's place in a call: its context, and all that must be freed when the leg is over.
final class LegSlot implements LegContext {
    private final LegId id;
    private final String trunk;
    private final String protocol;
    private final CallLoop loop;
    private final CallRecorder recorder;
    private final LegTimers timers;
    private final LegEar ear;
    private Optional<CallLeg> leg = Optional.empty();
    private Optional<CallBridge.End> bridge = Optional.empty();
    private Optional<Fork> fork = Optional.empty();
    private Optional<LegSlot> chosen = Optional.empty();
    private Optional<MediaPlane.Opened> media = Optional.empty();
    private final VideoSlot video;
    private Optional<MediaPort> lastPort = Optional.empty();
    private Optional<CallSnapshot.Media> lastMedia = Optional.empty();
    private Optional<Cause> released = Optional.empty();
    private Optional<TrunkLoads.Use> use = Optional.empty();
    private final LegStory story;
    private Optional<InetAddress> lastSource = Optional.empty();

    LegSlot(LegId id, String trunk, String protocol, CallLoop loop, CallRecorder recorder) {
        this.id = id;
        this.trunk = trunk;
        this.protocol = protocol;
        this.loop = loop;
        this.recorder = recorder;
        this.timers = new LegTimers(id, loop);
        this.ear = new LegEar(this, loop);
        this.video = new VideoSlot(this, loop);
        this.story = new LegStory(loop.timers());
    }

    /// What a branch belongs to.
    private record Fork(LegSlot trunk, Consumer<LegEvent> ear) {}

    @Override
    public LegId id() {
        return id;
    }

    @Override
    public String trunk() {
        return trunk;
    }

    @Override
    public void emit(LegEvent event) {
        if (fork.isPresent()) {
            loop.emitBranched(event);
        } else {
            loop.emit(event);
        }
    }

    @Override
    public Branch branch(
            int number, String name, Function<LegContext, CallLeg> make, Consumer<LegEvent> ear) {
        var slot = new LegSlot(id.branch(number), trunk, name, loop, recorder);
        slot.fork = Optional.of(new Fork(this, ear));
        loop.driver().legs().makeBranch(slot, make);
        return new Branch() {
            @Override
            public void order(LegCommand command) {
                loop.driver().legs().order(slot.id, command);
            }

            @Override
            public void choose() {
                chosen = Optional.of(slot);
            }
        };
    }

    boolean isBranch() {
        return fork.isPresent();
    }

    /// On the loop: lets the fork hear what its branch reported.
    void tellFork(LegEvent event) {
        fork.ifPresent(f -> f.ear().accept(event));
    }

    /// The leg that the call knows, where it hears this one's sound.
    Optional<LegId> heardAs() {
        return fork.isEmpty()
                ? Optional.of(id)
                : fork.map(Fork::trunk)
                        .filter(t -> t.chosen.equals(Optional.of(this)))
                        .map(t -> t.id);
    }

    @Override
    public Executor loop() {
        return loop;
    }

    @Override
    public Timers timers() {
        return timers;
    }

    @Override
    public MediaPort media() {
        // a leg that winds up after its end may still name the port it had
        return isOver() && lastPort.isPresent() ? lastPort.get() : openMedia().port();
    }

    @Override
    public Optional<MediaPort> video() {
        return isOver() || bridge.isPresent() ? Optional.empty() : video.open();
    }

    /// The port that its video goes through, as with its sound.
    Optional<MediaPlane.Opened> openedVideo() {
        if (isOver()) {
            return Optional.empty();
        }
        return bridge.map(CallBridge.End::farVideo)
                .or(() -> chosen.map(LegSlot::openedVideo))
                .orElseGet(video::opened);
    }

    boolean mayAskForKeyFrame(Instant now) {
        return video.mayAskForKeyFrame(now);
    }

    @Override
    public CallTrace trace() {
        return recorder;
    }

    String protocol() {
        return protocol;
    }

    /// What it is on its trunk, until it ends.
    void uses(TrunkLoads.Use trunk) {
        use = Optional.of(trunk);
    }

    /// What happens to it, for records.
    LegStory story() {
        return story;
    }

    /// Signs of the called party are part of how a trunk's calls go.
    void note(LegEvent event, Instant at) {
        story.note(event, at);
        lastSource = source().or(() -> lastSource);
        switch (event) {
            case LegEvent.Progress _, LegEvent.Ringing _ -> use.ifPresent(u -> u.sign(at, false));
            case LegEvent.Answered _ -> use.ifPresent(u -> u.sign(at, true));
            default -> {} // the others say nothing of it
        }
    }

    void seat(CallLeg other) {
        leg = Optional.of(other);
    }

    void seat(CallBridge.End end) {
        end.sitAs(id);
        leg = Optional.of(end);
        bridge = Optional.of(end);
        story.joined();
    }

    /// The way to another call, where this is no leg of a peer's.
    Optional<CallBridge.End> bridge() {
        return bridge;
    }

    Optional<CallLeg> leg() {
        return leg;
    }

    boolean isOver() {
        return released.isPresent();
    }

    /// The port that its sound goes through: of a bridge, that of the other call's party; of a
    /// fork, that of the branch chosen.
    Optional<MediaPlane.Opened> opened() {
        if (isOver()) {
            return Optional.empty();
        }
        return bridge.map(CallBridge.End::farPort)
                .or(() -> chosen.map(LegSlot::opened))
                .orElse(media);
    }

    MediaPlane.Opened openMedia() {
        return openMedia(leg.map(CallLeg::transport).orElse(MediaTransport.RTP));
    }

    /// - {@code transport}: that of the leg that is going to be seated here.
    MediaPlane.Opened openMedia(MediaTransport transport) {
        if (opened().isPresent()) {
            return opened().get();
        }
        if (media.isEmpty()) {
            if (isOver() || bridge.isPresent()) {
                throw new IllegalStateException(
                        "a leg that is over, or none of a peer, opens no port: " + id);
            }
            media = Optional.of(loop.openMedia(trunk, ear, transport));
        }
        return media.get();
    }

    /// Frees everything; harmless when done before.
    void close(Cause why) {
        if (isOver()) {
            return;
        }
        timers.close();
        lastMedia = mediaNow();
        video.close();
        use.ifPresent(u -> u.end(mos()));
        lastSource = source().or(() -> lastSource);
        story.over(why);
        released = Optional.of(why);
        var port = media;
        media = Optional.empty();
        lastPort = port.map(MediaPlane.Opened::port);
        port.ifPresent(
                p -> {
                    p.part();
                    p.close();
                });
    }

    /// How its sound came here.
    private OptionalDouble mos() {
        return lastMedia.flatMap(m -> m.statistics().quality().received()).stream()
                .mapToDouble(VoiceRating::meanOpinion)
                .findFirst();
    }

    /// What is agreed with the peer, or was last.
    Optional<MediaFlow> flow() {
        return bridge.isPresent() || chosen.isPresent()
                ? opened().map(o -> o.port().agreed())
                : (isOver() ? lastMedia : mediaNow()).map(CallSnapshot.Media::flow);
    }

    CallSnapshot.Leg snapshot() {
        return new CallSnapshot.Leg(
                id.index(),
                trunk,
                protocol,
                isOver() ? lastMedia : mediaNow(),
                released,
                story.course(
                        source().or(() -> lastSource),
                        leg.map(CallLeg::identifiers).orElse(Map.of()),
                        bridge.map(CallBridge.End::otherCall)));
    }

    private Optional<InetAddress> source() {
        return leg.flatMap(CallLeg::source);
    }

    private Optional<CallSnapshot.Media> mediaNow() {
        return media.map(MediaPlane.Opened::port)
                .map(
                        p ->
                                new CallSnapshot.Media(
                                        p.localRtp().getAddress().getHostAddress()
                                                + ":"
                                                + p.localRtp().getPort(),
                                        p.agreed(),
                                        p.statistics(),
                                        p.recording(),
                                        video.snapshot()));
    }
}
