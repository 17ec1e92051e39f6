package org.dragoman.media.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/// Reads {@code golden/codec}: payloads that other programs encoded.
final class GoldenPayloads {
    /// So many packets of 20 ms into the sound it is loud.
    static final int LOUD = 8;

    private GoldenPayloads() {}

    static List<byte[]> of(String file) {
        try (var in = GoldenPayloads.class.getResourceAsStream("/golden/codec/" + file + ".hex")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(HexFormat.of()::parseHex)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
