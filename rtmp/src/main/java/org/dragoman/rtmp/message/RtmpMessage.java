package org.dragoman.rtmp.message;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dragoman.rtmp.amf.Amf;

/// A message of RTMP. Times are milliseconds modulo 2^32; stream 0 is the connection itself.
public sealed interface RtmpMessage {
    /// §5.4.1. Chunks of the sender are of this size from now on.
    record SetChunkSize(int bytes) implements RtmpMessage {}

    /// §5.4.2. The rest of a message will not come.
    record Abort(long chunkStream) implements RtmpMessage {}

    /// §5.4.3. So many bytes have come, modulo 2^32.
    record Acknowledgement(long bytes) implements RtmpMessage {}

    /// §5.4.4. Acknowledge whenever so many bytes have come.
    record WindowSize(long bytes) implements RtmpMessage {}

    /// §5.4.5. Send no more than this without an acknowledgement; 0 hard, 1 soft, 2 dynamic.
    record PeerBandwidth(long bytes, int kind) implements RtmpMessage {}

    /// §6.2 and §7.1.7: what a server and a client tell one another of their streams.
    record UserControl(int event, List<Long> values) implements RtmpMessage {
        public static final int STREAM_BEGIN = 0;
        public static final int STREAM_EOF = 1;
        public static final int SET_BUFFER_LENGTH = 3;
        public static final int PING_REQUEST = 6;
        public static final int PING_RESPONSE = 7;

        public UserControl {
            values = List.copyOf(values);
        }

        public static UserControl of(int event, long value) {
            return new UserControl(event, List.of(value));
        }
    }

    /// §7.1.4. The bytes are those of the body of an FLV audio tag; not copied.
    record Audio(long streamId, long timestamp, byte[] tag) implements RtmpMessage {}

    /// §7.1.5. The same of a video tag.
    record Video(long streamId, long timestamp, byte[] tag) implements RtmpMessage {}

    /// §7.1.2. Something about a stream: its metadata above all.
    record Data(long streamId, long timestamp, List<Amf> values) implements RtmpMessage {
        public Data {
            values = List.copyOf(values);
        }
    }

    /// §7.1.1. A call of a procedure, or its result.
    ///
    /// - {@code transaction}: number that the result repeats; 0 where none is wanted.
    /// - {@code object}: what stands before the arguments: of {@code connect} the properties of
    ///   the connection, else usually null.
    record Command(long streamId, String name, double transaction, Amf object, List<Amf> arguments)
            implements RtmpMessage {
        public Command {
            arguments = List.copyOf(arguments);
        }

        public static Command of(String name, double transaction, Amf object, Amf... arguments) {
            return new Command(0, name, transaction, object, List.of(arguments));
        }

        /// What nobody asked for, and needs no answer.
        public static Command news(String name, Amf... arguments) {
            return of(name, 0, Amf.Absent.NULL, arguments);
        }

        /// The same in words alone.
        public static Command news(String name, String... words) {
            return news(name, Arrays.stream(words).map(Amf::of).toArray(Amf[]::new));
        }

        /// - {@code transaction}: of the command that this answers.
        public static Command result(double transaction, Amf... arguments) {
            return of("_result", transaction, Amf.Absent.NULL, arguments);
        }

        public Command on(long stream) {
            return new Command(stream, name, transaction, object, arguments);
        }

        public Optional<Amf> argument(int index) {
            return index < arguments.size() ? Optional.of(arguments.get(index)) : Optional.empty();
        }

        /// An argument as text; empty where it is missing or none.
        public String text(int index) {
            return argument(index).flatMap(Amf::text).orElse("");
        }

        /// An argument as text, where there is one and it is not empty.
        public Optional<String> word(int index) {
            return Optional.of(text(index)).filter(t -> !t.isEmpty());
        }

        /// Whether an argument is there, and is true.
        public boolean isTrue(int index) {
            return argument(index).equals(Optional.of(Amf.of(true)));
        }
    }

    /// A message of a type that concerns no call: shared objects (§7.1.3) and what nobody
    /// knows.
    record Skipped(int type) implements RtmpMessage {}
}
