package org.dragoman.tests.webrtc;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Serves the page of these tests on loopback, where a browser lets it have the microphone, and
/// makes what the microphone plays.
final class MediaPage implements AutoCloseable {
    private static final int RATE_HZ = 48_000;
    private static final int SECONDS = 10;
    private static final double AMPLITUDE = 0.25;
    private static final int HEADER = 44; // bytes of a WAV file

    private final HttpServer server;

    MediaPage() throws IOException {
        byte[] page;
        try (var in = MediaPage.class.getResourceAsStream("/webrtc/media-page.html")) {
            page = in.readAllBytes();
        }
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    exchange.getResponseHeaders().set("Content-Type", "text/html");
                    exchange.sendResponseHeaders(200, page.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(page);
                    }
                });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /// A file with a sine that joins its own beginning.
    static Path tone(Path folder, double frequencyHz) {
        return tone(folder, frequencyHz, 0);
    }

    /// The same, in syllables: 300 ms of each half second.
    static Path syllables(Path folder, double frequencyHz) {
        return tone(folder, frequencyHz, RATE_HZ / 5);
    }

    private static Path tone(Path folder, double frequencyHz, int pause) {
        int samples = RATE_HZ * SECONDS;
        var wav = ByteBuffer.allocate(HEADER + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes()).putInt(HEADER - 8 + 2 * samples).put("WAVEfmt ".getBytes());
        wav.putInt(16).putShort((short) 1).putShort((short) 1).putInt(RATE_HZ);
        wav.putInt(2 * RATE_HZ).putShort((short) 2).putShort((short) 16);
        wav.put("data".getBytes()).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            boolean silent = i % (RATE_HZ / 2) < pause;
            double value =
                    silent ? 0 : AMPLITUDE * Math.sin(2 * Math.PI * frequencyHz * i / RATE_HZ);
            wav.putShort((short) (value * Short.MAX_VALUE));
        }
        try {
            return Files.write(folder.resolve("microphone.wav"), wav.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
