package org.dragoman.rtmp;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.Cause;
import org.dragoman.rtmp.dialect.News;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.VideoTag;
import org.dragoman.rtmp.sound.Taste;
import org.dragoman.rtmp.video.PictureDown;

/// A call that plain streaming programs take part in: one publishes what it says, others play
/// what is heard. The first of them makes the call, and the last to leave ends it.
final class StreamRoom implements Phone {
    private static final int PLAYERS = 16; // of one call

    private final String name;
    private final RtmpConfig.Stream stream;
    private final Surroundings around;
    private final Set<NetStreams> players = ConcurrentHashMap.newKeySet();
    private Optional<NetStreams> publisher = Optional.empty();
    private volatile Optional<RtmpLeg> leg = Optional.empty();

    StreamRoom(String name, RtmpConfig.Stream stream, Surroundings around) {
        this.name = name;
        this.stream = stream;
        this.around = around;
    }

    /// Whether the program may publish now: one at a time.
    synchronized boolean publish(NetStreams by) {
        if (publisher.isPresent()) {
            return false;
        }
        publisher = Optional.of(by);
        return begin();
    }

    /// Whether the program may play now.
    synchronized boolean play(NetStreams by) {
        if (players.size() >= PLAYERS) {
            return false;
        }
        players.add(by);
        return begin();
    }

    private boolean begin() {
        if (leg.isPresent()) {
            return true;
        }
        var account = around.login().accounts().find(stream.account());
        if (account.isEmpty()) {
            return false;
        }
        leg =
                around.entrance()
                        .open(
                                Account.TRUNK,
                                context -> new RtmpLeg(context, this, taste(), around, false));
        leg.ifPresent(l -> l.begin(account.get().party(), stream.calls()));
        return leg.isPresent();
    }

    private Taste taste() {
        return stream.video() ? Taste.OF_PROGRAMS.withVideo() : Taste.OF_PROGRAMS;
    }

    /// The program does neither any more.
    synchronized void leave(NetStreams by) {
        players.remove(by);
        publisher = publisher.filter(p -> p != by);
        if (players.isEmpty() && publisher.isEmpty()) {
            leg.ifPresent(l -> l.hangUp(Cause.NORMAL_CLEARING));
        }
    }

    void speak(AudioTag tag, long millis) {
        leg.ifPresent(l -> l.media().speak(tag, millis));
    }

    void show(VideoTag tag, long millis) {
        leg.ifPresent(l -> l.media().show(tag, millis));
    }

    @Override
    public void tell(News news) {
        // programs are told by their streams alone
    }

    @Override
    public Optional<InetAddress> address() {
        return Optional.empty();
    }

    @Override
    public void hear(RtmpLeg from, byte[] tag, long millis) {
        players.forEach(p -> p.hear(name::equals, from, tag, millis));
    }

    @Override
    public boolean see(RtmpLeg from, PictureDown.Picture picture) {
        boolean waits = false;
        for (var player : players) {
            waits |= player.see(name::equals, picture);
        }
        return waits;
    }

    @Override
    public void met(RtmpLeg its, boolean on) {} // programs have one call

    @Override
    public synchronized void gone(RtmpLeg which) {
        if (leg.filter(which::equals).isPresent()) {
            leg = Optional.empty();
            publisher.ifPresent(NetStreams::endPublishing);
            players.forEach(NetStreams::endPlaying);
            publisher = Optional.empty();
            players.clear();
        }
    }
}
