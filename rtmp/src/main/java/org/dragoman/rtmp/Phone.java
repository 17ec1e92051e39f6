package org.dragoman.rtmp;

import java.net.InetAddress;
import java.util.Optional;
import org.dragoman.rtmp.dialect.News;
import org.dragoman.rtmp.video.PictureDown;

/// What is at the other end of a leg: a client, or the programs at a stream. Safe from any
/// thread; must not block.
interface Phone {
    void tell(News news);

    /// Where it connects from; nothing where several do.
    Optional<InetAddress> address();

    /// The other side says this.
    ///
    /// - {@code tag}: body of an audio message.
    /// - {@code millis}: since the call's sound began.
    void hear(RtmpLeg leg, byte[] tag, long millis);

    /// The other side shows this.
    ///
    /// - Returns: whether somebody waits for a key picture.
    boolean see(RtmpLeg leg, PictureDown.Picture picture);

    /// The three-way call that it asked for by this leg has begun; or there is none, or no longer.
    void met(RtmpLeg leg, boolean on);

    /// The leg is over.
    void gone(RtmpLeg leg);
}
