package org.dragoman.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OggPagesTest {
    private static final int HEADER = 27;

    @TempDir private Path folder;

    /// The packets of a file that opusenc made, put into pages again, are that file.
    @Test
    void pages_are_those_of_another_writer() throws Exception {
        var file = folder.resolve("pages");
        var golden = golden();
        try (var pages = new OggPages(SoundFile.at(file), 0x1234_5678)) {
            for (byte[] page : golden) {
                var header = ByteBuffer.wrap(page).order(ByteOrder.LITTLE_ENDIAN);
                addPackets(pages, page);
                pages.write(header.get(5), header.getLong(6));
            }
        }
        var whole = ByteBuffer.allocate(golden.stream().mapToInt(p -> p.length).sum());
        golden.forEach(whole::put);
        assertThat(Files.readAllBytes(file)).isEqualTo(whole.array());
    }

    @Test
    void a_page_has_room_for_255_segments() throws Exception {
        try (var pages = new OggPages(SoundFile.at(folder.resolve("pages")), 1)) {
            byte[] packet = new byte[510]; // two full segments, and one with nothing to end it
            for (int i = 0; i < 85; i++) {
                assertThat(pages.hasRoom(packet.length)).isTrue();
                pages.add(packet, packet.length);
            }
            assertThat(pages.hasRoom(0)).isFalse();
            pages.write(0, 1);
            assertThat(pages.hasRoom(packet.length)).isTrue();
        }
        assertThat(Files.size(folder.resolve("pages"))).isEqualTo(HEADER + 255 + 85 * 510);
    }

    private static void addPackets(OggPages pages, byte[] page) {
        int segments = page[HEADER - 1] & 0xFF;
        int at = HEADER + segments;
        int length = 0;
        for (int i = 0; i < segments; i++) {
            int lacing = page[HEADER + i] & 0xFF;
            length += lacing;
            if (lacing < 255) {
                pages.add(Arrays.copyOfRange(page, at, at + length), length);
                at += length;
                length = 0;
            }
        }
    }

    private static List<byte[]> golden() throws IOException {
        try (var in = OggPagesTest.class.getResourceAsStream("/golden/ogg/pages.hex")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(HexFormat.of()::parseHex)
                    .toList();
        }
    }
}
