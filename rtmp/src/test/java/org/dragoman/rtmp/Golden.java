package org.dragoman.rtmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.chunk.ChunkLimits;
import org.dragoman.rtmp.chunk.ChunkReader;
import org.dragoman.rtmp.chunk.Chunked;
import org.dragoman.rtmp.message.Messages;
import org.dragoman.rtmp.message.RtmpMessage;

/// What programs of others sent; see golden/README.md.
public final class Golden {
    private static final int HANDSHAKE = 1 + 2 * 1_536; // bytes of a client

    private Golden() {}

    public static byte[] bytes(String name) {
        try (var in = Golden.class.getResourceAsStream("/golden/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What follows the handshake.
    public static byte[] chunks(String name) {
        byte[] all = bytes(name);
        return Arrays.copyOfRange(all, HANDSHAKE, all.length);
    }

    /// All messages of these bytes, given in pieces of so many bytes.
    public static List<Chunked> chunked(byte[] bytes, int piece) throws PeerFault {
        var messages = new ArrayList<Chunked>();
        var reader = new ChunkReader(ChunkLimits.DEFAULT);
        for (int at = 0; at < bytes.length; at += piece) {
            int length = Math.min(piece, bytes.length - at);
            reader.read(ByteBuffer.wrap(bytes, at, length), messages::add);
        }
        return messages;
    }

    public static List<RtmpMessage> messages(String name) throws PeerFault {
        var messages = new ArrayList<RtmpMessage>();
        for (Chunked each : chunked(chunks(name), Integer.MAX_VALUE / 2)) {
            messages.addAll(Messages.read(each));
        }
        return messages;
    }
}
