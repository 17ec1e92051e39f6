package org.dragoman.rtmp;

import java.net.InetSocketAddress;
import org.dragoman.rtmp.flv.VideoTag;
import org.dragoman.rtmp.net.SoundExchange;
import org.dragoman.rtmp.video.PictureDown;
import org.dragoman.rtmp.video.PictureUp;

/// Pictures of one leg both ways, from their first agreement to the leg's end.
final class LegPictures {
    private final Surroundings around;
    private final InetSocketAddress port;
    private final PictureUp up;
    private final SoundExchange.Ear eye;

    private LegPictures(Surroundings around, InetSocketAddress port, SoundExchange.Ear eye) {
        this.around = around;
        this.port = port;
        this.eye = eye;
        var random = around.random();
        up = new PictureUp(random.nextInt(), random.nextInt(), random.nextInt());
    }

    static LegPictures begin(
            RtmpLeg leg, Phone phone, Surroundings around, InetSocketAddress port) {
        var down = new PictureDown();
        SoundExchange.Ear eye =
                (packet, length) -> {
                    var picture = down.take(packet, length);
                    boolean waits = picture.filter(p -> phone.see(leg, p)).isPresent();
                    if (waits || down.needsKeyPicture()) {
                        leg.wantKeyPicture();
                    }
                };
        var pictures = new LegPictures(around, port, eye);
        around.exchange().listen(port, eye);
        return pictures;
    }

    void show(VideoTag tag, long messageMillis) {
        up.take(tag, messageMillis).forEach(packet -> around.exchange().send(packet, port));
    }

    void close() {
        around.exchange().forget(port, eye);
    }
}
