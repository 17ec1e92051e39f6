package org.dragoman.rtmp;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.VideoDescription;
import org.dragoman.rtmp.flv.AudioTag;
import org.dragoman.rtmp.flv.VideoTag;
import org.dragoman.rtmp.sound.Taste;
import org.dragoman.rtmp.video.H264Line;

/// What a leg's client says, hears, shows and sees, and what is agreed about that. Everything but
/// {@link #speak} and {@link #show} happens on the call's loop.
final class LegMedia {
    private final RtmpLeg leg;
    private final LegContext context;
    private final Phone phone;
    private final Taste taste;
    private final Surroundings around;
    private volatile Optional<LegSound> sound = Optional.empty();
    private volatile Optional<LegPictures> pictures = Optional.empty();
    private volatile Optional<AudioTag> soundConfiguration = Optional.empty();
    private volatile Optional<VideoTag> pictureConfiguration = Optional.empty();
    private Codec used = Codec.PCMU;
    private Optional<VideoDescription> video = Optional.empty();
    private boolean held; // by the client

    LegMedia(RtmpLeg leg, LegContext context, Phone phone, Taste taste, Surroundings around) {
        this.leg = leg;
        this.context = context;
        this.phone = phone;
        this.taste = taste;
        this.around = around;
    }

    /// What is offered for the client.
    MediaDescription offer() {
        return taste.offer();
    }

    /// The answer to an offer.
    MediaDescription answer(MediaDescription offered) {
        return taste.answer(offered);
    }

    /// The name of what the client is sent.
    String codec() {
        return taste.played(used).codec().name();
    }

    void agree(MediaDescription agreed) {
        if (!agreed.isFax()) {
            used = agreed.first();
            video = agreed.video();
            agree();
        }
    }

    /// The client holds the call, or takes it up again; whether that is news.
    boolean hold(boolean on) {
        boolean news = held != on;
        held = on;
        if (news) {
            agree();
        }
        return news;
    }

    private void agree() {
        var port = context.media();
        if (sound.isEmpty()) {
            var begun = LegSound.begin(leg, phone, around, port.localRtp());
            sound = Optional.of(begun); // first: what is said from now on goes there as well
            soundConfiguration.ifPresent(tag -> begun.speak(tag, 0));
        }
        port.agree(
                new MediaFlow(
                        Optional.of(around.exchange().local()),
                        Optional.empty(),
                        Optional.of(taste.played(used)),
                        Taste.published(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        direction()));
        video.filter(v -> v.has(Codec.H264)).flatMap(_ -> context.video()).ifPresent(this::see);
    }

    private void see(MediaPort port) {
        if (pictures.isEmpty()) {
            var begun = LegPictures.begin(leg, phone, around, port.localRtp());
            pictures = Optional.of(begun);
            pictureConfiguration.ifPresent(tag -> begun.show(tag, 0));
        }
        port.agree(
                new MediaFlow(
                        Optional.of(around.exchange().local()),
                        Optional.empty(),
                        Optional.of(H264Line.FORMAT),
                        List.of(H264Line.FORMAT),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        direction()));
    }

    private Direction direction() {
        return held ? Direction.INACTIVE : Direction.SEND_RECEIVE;
    }

    /// Any thread but one at a time: the client says this.
    void speak(AudioTag tag, long messageMillis) {
        if (tag.kind() == AudioTag.Kind.CONFIGURATION) {
            soundConfiguration = Optional.of(tag); // perhaps long before the call is answered
        }
        sound.ifPresent(s -> s.speak(tag, messageMillis));
    }

    /// Any thread but one at a time: the client shows this.
    void show(VideoTag tag, long messageMillis) {
        if (tag.kind() == VideoTag.Kind.CONFIGURATION) {
            pictureConfiguration = Optional.of(tag);
        }
        pictures.ifPresent(p -> p.show(tag, messageMillis));
    }

    void close() {
        sound.ifPresent(LegSound::close);
        sound = Optional.empty();
        pictures.ifPresent(LegPictures::close);
        pictures = Optional.empty();
    }
}
