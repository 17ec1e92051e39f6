package org.dragoman.rtmp.message;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.amf.Amf0Reader;
import org.dragoman.rtmp.amf.Amf0Writer;
import org.dragoman.rtmp.amf.AmfLimits;
import org.dragoman.rtmp.chunk.Chunked;

/// Reads and writes the content of messages. What is written goes out on a chunk stream for its
/// kind, so that a long message of one kind holds up no other for long.
public final class Messages {
    private static final int CONTROL_STREAM = 2; // §5.3.1.1
    private static final int COMMAND_STREAM = 3;
    private static final int AUDIO_STREAM = 4;
    private static final int DATA_STREAM = 5;
    private static final int VIDEO_STREAM = 6;

    private static final int SET_CHUNK_SIZE = 1;
    private static final int ABORT = 2;
    private static final int ACKNOWLEDGEMENT = 3;
    private static final int USER_CONTROL = 4;
    private static final int WINDOW_SIZE = 5;
    private static final int PEER_BANDWIDTH = 6;
    private static final int AUDIO = 8;
    private static final int VIDEO = 9;
    private static final int DATA_AMF3 = 15;
    private static final int COMMAND_AMF3 = 17;
    private static final int DATA = 18;
    private static final int COMMAND = 20;
    private static final int AGGREGATE = 22;

    private Messages() {}

    /// What the message says. One, but for an aggregate, which holds several.
    ///
    /// - Errors: {@link Malformed} for content that is not what the type promises.
    public static List<RtmpMessage> read(Chunked message) throws Malformed {
        if (message.type() == AGGREGATE) {
            var all = new ArrayList<RtmpMessage>();
            for (Chunked part : Aggregate.parts(message)) {
                all.add(one(part));
            }
            return all;
        }
        return List.of(one(message));
    }

    private static RtmpMessage one(Chunked message) throws Malformed {
        var in = ByteBuffer.wrap(message.payload());
        try {
            return switch (message.type()) {
                case SET_CHUNK_SIZE -> new RtmpMessage.SetChunkSize(in.getInt());
                case ABORT -> new RtmpMessage.Abort(u32(in));
                case ACKNOWLEDGEMENT -> new RtmpMessage.Acknowledgement(u32(in));
                case USER_CONTROL -> userControl(in);
                case WINDOW_SIZE -> new RtmpMessage.WindowSize(u32(in));
                case PEER_BANDWIDTH -> new RtmpMessage.PeerBandwidth(u32(in), in.get());
                case AUDIO ->
                        new RtmpMessage.Audio(
                                message.streamId(), message.timestamp(), message.payload());
                case VIDEO ->
                        new RtmpMessage.Video(
                                message.streamId(), message.timestamp(), message.payload());
                case DATA, DATA_AMF3 ->
                        new RtmpMessage.Data(
                                message.streamId(), message.timestamp(), values(message));
                case COMMAND, COMMAND_AMF3 -> command(message);
                default -> new RtmpMessage.Skipped(message.type());
            };
        } catch (BufferUnderflowException tooShort) {
            throw malformed("type %d of %d bytes".formatted(message.type(), in.limit()));
        }
    }

    private static RtmpMessage userControl(ByteBuffer in) {
        int event = in.getShort() & 0xffff;
        var values = new ArrayList<Long>();
        while (in.remaining() >= 4 && values.size() < 2) { // no event has more (§7.1.7)
            values.add(u32(in));
        }
        return new RtmpMessage.UserControl(event, values);
    }

    private static RtmpMessage command(Chunked message) throws Malformed {
        var values = values(message);
        if (values.isEmpty() || !(values.getFirst() instanceof Amf.Text(String name))) {
            throw malformed("a command without a name");
        }
        double transaction = values.size() < 2 ? 0 : values.get(1).number().orElse(0.0);
        Amf object = values.size() < 3 ? Amf.Absent.NULL : values.get(2);
        var arguments = values.subList(Math.min(3, values.size()), values.size());
        return new RtmpMessage.Command(message.streamId(), name, transaction, object, arguments);
    }

    /// Messages for AMF 3 begin with a zero and go on in AMF 0, which may change to AMF 3 for
    /// any of its values. Some clients leave the zero out.
    private static List<Amf> values(Chunked message) throws Malformed {
        byte[] payload = message.payload();
        boolean amf3 = message.type() == DATA_AMF3 || message.type() == COMMAND_AMF3;
        int from = amf3 && payload.length > 0 && payload[0] == 0 ? 1 : 0;
        return Amf0Reader.readAll(payload, from, AmfLimits.DEFAULT);
    }

    private static long u32(ByteBuffer in) {
        return in.getInt() & Chunked.TIMESTAMP_MASK;
    }

    static Malformed malformed(String what) {
        return new Malformed(PeerFault.Scope.MESSAGE, "message: " + what);
    }

    /// The message as it goes on the wire.
    public static Chunked write(RtmpMessage message) {
        return switch (message) {
            case RtmpMessage.SetChunkSize(int bytes) -> control(SET_CHUNK_SIZE, u32(bytes));
            case RtmpMessage.Abort(long stream) -> control(ABORT, u32(stream));
            case RtmpMessage.Acknowledgement(long bytes) -> control(ACKNOWLEDGEMENT, u32(bytes));
            case RtmpMessage.WindowSize(long bytes) -> control(WINDOW_SIZE, u32(bytes));
            case RtmpMessage.PeerBandwidth(long bytes, int kind) ->
                    control(
                            PEER_BANDWIDTH,
                            ByteBuffer.allocate(5).putInt((int) bytes).put((byte) kind).array());
            case RtmpMessage.UserControl(int event, var values) -> {
                var out = ByteBuffer.allocate(2 + 4 * values.size()).putShort((short) event);
                values.forEach(v -> out.putInt(v.intValue()));
                yield control(USER_CONTROL, out.array());
            }
            case RtmpMessage.Audio(long stream, long time, byte[] tag) ->
                    new Chunked(AUDIO_STREAM, AUDIO, stream, time, tag);
            case RtmpMessage.Video(long stream, long time, byte[] tag) ->
                    new Chunked(VIDEO_STREAM, VIDEO, stream, time, tag);
            case RtmpMessage.Data(long stream, long time, var values) ->
                    new Chunked(DATA_STREAM, DATA, stream, time, Amf0Writer.write(values));
            case RtmpMessage.Command command ->
                    new Chunked(COMMAND_STREAM, COMMAND, command.streamId(), 0, written(command));
            case RtmpMessage.Skipped(int type) ->
                    throw new IllegalArgumentException("nothing is known of type " + type);
        };
    }

    private static byte[] written(RtmpMessage.Command command) {
        var head =
                Stream.of(Amf.of(command.name()), Amf.of(command.transaction()), command.object());
        return Amf0Writer.write(Stream.concat(head, command.arguments().stream()).toList());
    }

    private static Chunked control(int type, byte[] payload) {
        return new Chunked(CONTROL_STREAM, type, 0, 0, payload);
    }

    private static byte[] u32(long value) {
        return ByteBuffer.allocate(4).putInt((int) value).array();
    }
}
