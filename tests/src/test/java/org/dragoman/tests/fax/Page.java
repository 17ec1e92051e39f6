package org.dragoman.tests.fax;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;

/// A page of black and white dots as fax machines keep it: TIFF class F, A4 in fine resolution.
///
/// - Source: RFC 2301 §3 (profile S has the fields; here without compression); TIFF 6.0 §3.
record Page(int rows, boolean[][] black) {
    private static final int COLUMNS = 1_728; // T.4 §2.1, A4
    private static final int ENTRY = 12; // bytes of a TIFF field
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int RATIONAL = 5;

    /// A page with large random blocks, so that it compresses like text does.
    static Page random(int rows, int seed) {
        var random = new Random(seed);
        var black = new boolean[rows][COLUMNS];
        for (int block = 0; block < rows / 4; block++) {
            int row = random.nextInt(rows - 8);
            int column = 64 + random.nextInt(COLUMNS - 256);
            int width = 8 + random.nextInt(64);
            for (int r = row; r < row + 8; r++) {
                for (int c = column; c < column + width; c++) {
                    black[r][c] = true;
                }
            }
        }
        return new Page(rows, black);
    }

    void write(Path file) {
        int strip = COLUMNS / 8 * rows;
        int fields = 13;
        int directory = 8;
        int rationals = directory + 2 + fields * ENTRY + 4;
        int data = rationals + 16;
        var out = ByteBuffer.allocate(data + strip).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(directory);
        out.putShort((short) fields);
        field(out, 254, LONG, 2); // a page of several
        field(out, 256, LONG, COLUMNS);
        field(out, 257, LONG, rows);
        field(out, 258, SHORT, 1); // bit of a dot
        field(out, 259, SHORT, 1); // no compression
        field(out, 262, SHORT, 0); // white is 0
        field(out, 273, LONG, data);
        field(out, 277, SHORT, 1);
        field(out, 278, LONG, rows); // one strip
        field(out, 279, LONG, strip);
        field(out, 282, RATIONAL, rationals);
        field(out, 283, RATIONAL, rationals + 8);
        field(out, 296, SHORT, 2); // dots by the inch
        out.putInt(0);
        out.putInt(204).putInt(1).putInt(196).putInt(1);
        for (var row : black) {
            for (int c = 0; c < COLUMNS; c += 8) {
                int octet = 0;
                for (int bit = 0; bit < 8; bit++) {
                    octet = octet << 1 | (row[c + bit] ? 1 : 0);
                }
                out.put((byte) octet);
            }
        }
        try {
            Files.write(file, out.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void field(ByteBuffer out, int tag, int type, int value) {
        out.putShort((short) tag).putShort((short) type).putInt(1).putInt(value);
    }

    /// What a fax machine has written, whatever its compression.
    static Page read(Path file) {
        try {
            BufferedImage image =
                    Optional.ofNullable(ImageIO.read(file.toFile()))
                            .orElseThrow(() -> new AssertionError("no TIFF: " + file));
            var black = new boolean[image.getHeight()][COLUMNS];
            for (int r = 0; r < image.getHeight(); r++) {
                for (int c = 0; c < COLUMNS; c++) {
                    black[r][c] = (image.getRGB(c, r) & 0xFF) < 128;
                }
            }
            return new Page(image.getHeight(), black);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How many dots of it are another colour in the other page, or not there.
    int dotsThatDiffer(Page other) {
        int differ = 0;
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                if (r >= other.rows || black[r][c] != other.black[r][c]) {
                    differ++;
                }
            }
        }
        return differ;
    }
}
