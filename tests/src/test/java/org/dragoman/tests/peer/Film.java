package org.dragoman.tests.peer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A picture that moves and a tone, published by ffmpeg as encoders do: H.264 with a key picture
/// each second, and G.711.
public final class Film {
    public static final int HERTZ = 600;
    public static final String SIZE = "320x240";

    private static final int PICTURES_A_SECOND = 15;

    private Film() {}

    /// - {@code url}: of RTMP, where it is published to.
    public static ChildProcess publish(String name, Path folder, String url) {
        String rate = Integer.toString(PICTURES_A_SECOND);
        var command = new ArrayList<String>();
        command.addAll(List.of(Peers.FFMPEG.path().toString(), "-re"));
        command.addAll(List.of("-f", "lavfi", "-i", "testsrc=size=" + SIZE + ":rate=" + rate));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=" + HERTZ));
        command.addAll(List.of("-c:v", "libx264", "-profile:v", "baseline", "-g", rate));
        command.addAll(List.of("-preset", "ultrafast", "-tune", "zerolatency"));
        command.addAll(List.of("-pix_fmt", "yuv420p", "-c:a", "pcm_mulaw", "-ar", "8000"));
        command.addAll(List.of("-ac", "1", "-f", "flv", url));
        return ChildProcess.start(name, folder, command);
    }

    /// Plays what is published there until so many pictures were decoded, and ends.
    public static ChildProcess watch(String name, Path folder, String url, int pictures) {
        var command = new ArrayList<String>();
        command.addAll(List.of(Peers.FFMPEG.path().toString(), "-i", url));
        command.addAll(List.of("-map", "0:v", "-frames:v", Integer.toString(pictures)));
        command.addAll(List.of("-f", "null", "-"));
        return ChildProcess.start(name, folder, command);
    }
}
