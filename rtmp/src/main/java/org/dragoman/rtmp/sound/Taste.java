package org.dragoman.rtmp.sound;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.rtmp.video.H264Line;

/// What a client can play, and what is agreed for it with the other side. RTMP itself agrees
/// nothing: a client publishes what it likes, in any of the formats there are, and plays what
/// it said it can.
///
/// So the client's own codecs are offered first, then G.711 even to those that cannot play it:
/// the media port converts (field bug R3, calls without sound because no codec was common).
public final class Taste {
    /// In this order: the best sound, then what costs nothing, then what the oldest players
    /// have.
    private static final List<Line> LIKED =
            List.of(Line.SPEEX, Line.PCMU, Line.PCMA, Line.NELLYMOSER_16K, Line.NELLYMOSER_8K);

    /// Of programs that play streams: they are sent what costs nothing, and play everything.
    public static final Taste OF_PROGRAMS =
            new Taste(List.of(Line.PCMU, Line.PCMA, Line.SPEEX), false);

    private final List<Line> playable;
    private final boolean video;

    /// - {@code audioCodecs}: the bits that the client sent when it connected.
    public Taste(int audioCodecs) {
        var can = LIKED.stream().filter(l -> l.isPlayedBy(audioCodecs)).toList();
        playable = can.isEmpty() ? List.of(Line.SPEEX) : can;
        video = false;
    }

    private Taste(List<Line> playable, boolean video) {
        this.playable = playable;
        this.video = video;
    }

    /// The same of a client that shows H.264 too.
    public Taste withVideo() {
        return new Taste(playable, true);
    }

    /// What is offered for the client.
    public MediaDescription offer() {
        var codecs = new ArrayList<Codec>();
        playable.forEach(l -> codecs.add(l.payload().codec()));
        for (Codec common : List.of(Codec.PCMU, Codec.PCMA)) {
            if (!codecs.contains(common)) {
                codecs.add(common);
            }
        }
        return new MediaDescription(codecs, Direction.SEND_RECEIVE, false, Optional.empty())
                .withVideo(Optional.of(H264Line.OFFERED).filter(_ -> video));
    }

    /// The answer to an offer: the one codec that is used with the other side.
    public MediaDescription answer(MediaDescription offered) {
        var all = offer().codecs();
        Codec used =
                all.stream()
                        .filter(offered::has)
                        .findFirst()
                        .orElse(Codec.PCMU); // the core sees to it that this can be converted
        boolean both = offered.video().filter(v -> v.has(H264Line.FORMAT.codec())).isPresent();
        return offer().withCodecs(List.of(used))
                .withVideo(Optional.of(H264Line.OFFERED).filter(_ -> video && both));
    }

    /// What the client is sent when that codec is in use with the other side.
    public PayloadFormat played(Codec used) {
        return playable.stream()
                .filter(l -> l.payload().codec().matches(used))
                .findFirst()
                .orElse(playable.getFirst())
                .payload();
    }

    /// All that a client may publish, whatever it plays.
    public static List<PayloadFormat> published() {
        return Line.all();
    }
}
