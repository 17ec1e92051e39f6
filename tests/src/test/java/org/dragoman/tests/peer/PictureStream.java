package org.dragoman.tests.peer;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/// A moving picture in VP8 by RTP, as a video phone sends it (ffmpeg). The first picture,
/// which is whole, is lost; who came too late for it has to ask for another, or wait for
/// the next.
public final class PictureStream implements AutoCloseable {
    private static final int WHOLE_EVERY = 150; // pictures, 15 a second

    private final ChildProcess process;

    private PictureStream(ChildProcess process) {
        this.process = process;
    }

    /// - {@code from}: the phone's own port for it.
    /// - {@code to}, {@code payloadType}: where and by which number the other side wants it.
    public static PictureStream send(
            InetSocketAddress from, InetSocketAddress to, int payloadType) {
        Peers.require(Peers.FFMPEG);
        Path folder = Folders.fresh("pictures-" + from.getPort());
        var url =
                "rtp://%s:%d?localaddr=%s&localrtpport=%d&localrtcpport=%d"
                        .formatted(
                                to.getAddress().getHostAddress(),
                                to.getPort(),
                                from.getAddress().getHostAddress(),
                                from.getPort(),
                                from.getPort() + 1);
        return new PictureStream(
                ChildProcess.start(
                        "ffmpeg",
                        folder,
                        List.of(
                                Peers.FFMPEG.path().toString(),
                                "-hide_banner",
                                "-nostdin",
                                "-re",
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc=size=320x240:rate=15",
                                "-c:v",
                                "libvpx",
                                "-deadline",
                                "realtime",
                                "-cpu-used",
                                "8",
                                "-b:v",
                                "256k",
                                "-g",
                                Integer.toString(WHOLE_EVERY),
                                "-bsf:v",
                                "noise=drop=eq(n\\,0)",
                                "-payload_type",
                                Integer.toString(payloadType),
                                "-f",
                                "rtp",
                                url)));
    }

    /// All that ffmpeg has printed.
    public String output() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
