package org.dragoman.gateway.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.dragoman.gateway.rest.RecordView;

/// A file that takes records while the database is away, a line of JSON each, and gives them back
/// in their order. Used by one thread.
final class Spill {
    // what a newer version noted besides is left aside, as the database has no column for it
    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private static final int CHUNK = 500; // records that are taken up at once

    /// Who takes up what was spilled.
    interface Taker {
        void take(List<RecordView> records) throws SQLException;
    }

    private final Path file;

    Spill(Path file) {
        this.file = file;
    }

    boolean isEmpty() {
        try {
            return Files.size(file) == 0;
        } catch (IOException none) {
            return true; // it is not there, or nothing can be read
        }
    }

    /// Puts records at the end: all of them, on the disk, or none.
    void append(List<RecordView> records) throws IOException {
        var text = new StringBuilder();
        for (var record : records) {
            text.append(JSON.writeValueAsString(record)).append('\n');
        }
        var owner = PosixFilePermissions.fromString("rw-------");
        try (var channel =
                FileChannel.open(
                        file,
                        Set.of(
                                StandardOpenOption.CREATE,
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(owner))) {
            long end = wholeLines(channel);
            try {
                write(channel, StandardCharsets.UTF_8.encode(text.toString()), end);
            } catch (IOException full) {
                channel.truncate(end);
                throw full;
            }
        }
    }

    private static void write(FileChannel channel, ByteBuffer octets, long at) throws IOException {
        channel.truncate(at);
        channel.position(at);
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
        channel.force(true);
    }

    /// Where the last whole line ends: a machine that lost its power leaves half a line.
    private static long wholeLines(FileChannel channel) throws IOException {
        var octet = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            octet.clear();
            channel.read(octet, end - 1);
            if (octet.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }

    /// Gives back all there is, oldest first, and forgets it then. What was taken before a failure
    /// is given again the next time.
    ///
    /// - Returns: how many records there were.
    int takeUp(Taker taker) throws IOException, SQLException {
        if (isEmpty()) {
            return 0;
        }
        int taken = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (var chunk = chunk(lines); !chunk.isEmpty(); chunk = chunk(lines)) {
                taker.take(chunk);
                taken += chunk.size();
            }
        }
        Files.delete(file);
        return taken;
    }

    private static List<RecordView> chunk(BufferedReader lines) throws IOException {
        var chunk = new ArrayList<RecordView>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            try {
                chunk.add(JSON.readValue(line, RecordView.class));
            } catch (JsonProcessingException half) {
                continue; // of a machine that lost its power; no whole line is ever lost so
            }
            if (chunk.size() == CHUNK) {
                break;
            }
        }
        return chunk;
    }
}
