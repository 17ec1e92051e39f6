package org.dragoman.gateway.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.rtmp.amf.Amf;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.message.RtmpMessage.Command;

/// The calls and streams of a client that is played again: the captured server named them, and our
/// gateway names them otherwise.
final class RtmpCalls {
    private final List<Played> calls = new ArrayList<>();
    private final Map<Double, Long> ourStreams = new HashMap<>(); // by transaction
    private final Map<Long, Long> streams = new HashMap<>(); // theirs to ours

    /// A call, and who is at the other side.
    static final class Played {
        private final boolean incoming;
        private Optional<OtherSide> other = Optional.empty();
        private String theirs = "";
        private String ours = "";

        private Played(boolean incoming) {
            this.incoming = incoming;
        }

        Optional<OtherSide> other() {
            return other;
        }

        private boolean isOver() {
            return other.map(OtherSide::isOver).orElse(false);
        }
    }

    /// Our gateway dials for the client.
    void dialled(OtherSide other) {
        var call =
                calls.stream()
                        .filter(c -> !c.incoming && c.other.isEmpty())
                        .findFirst()
                        .orElseGet(() -> add(false));
        call.other = Optional.of(other);
    }

    /// Somebody calls the client.
    void calledBy(OtherSide other, String theirs) {
        var call = add(true);
        call.other = Optional.of(other);
        call.theirs = theirs;
    }

    private Played add(boolean incoming) {
        var call = new Played(incoming);
        calls.add(call);
        return call;
    }

    /// Our gateway names a call.
    void ours(String name, boolean incoming) {
        calls.stream()
                        .filter(c -> c.incoming == incoming && c.ours.isEmpty())
                        .findFirst()
                        .orElseGet(() -> add(incoming))
                        .ours =
                name;
    }

    /// The captured server names a call that the client asked for.
    void theirs(String name) {
        calls.stream()
                .filter(c -> !c.incoming && c.theirs.isEmpty())
                .findFirst()
                .ifPresent(c -> c.theirs = name);
    }

    boolean knows(String theirs) {
        return calls.stream().anyMatch(c -> c.theirs.equals(theirs) && !c.isOver());
    }

    /// The call of that name; without one the newest that goes on.
    Optional<OtherSide> find(String theirs) {
        return calls.reversed().stream()
                .filter(c -> theirs.isEmpty() ? !c.isOver() : c.theirs.equals(theirs))
                .findFirst()
                .flatMap(Played::other);
    }

    /// Our gateway answers {@code createStream}.
    void ourStream(Command result) {
        result.argument(0)
                .filter(Amf.Number.class::isInstance)
                .flatMap(Amf::number)
                .ifPresent(n -> ourStreams.put(result.transaction(), n.longValue()));
    }

    /// The captured server did.
    void theirStream(Command result) {
        var ours = ourStreams.get(result.transaction());
        result.argument(0)
                .filter(Amf.Number.class::isInstance)
                .flatMap(Amf::number)
                .filter(_ -> ours != null)
                .ifPresent(n -> streams.put(n.longValue(), ours));
    }

    /// What the client would have said to our gateway.
    RtmpMessage translated(RtmpMessage message) {
        return switch (message) {
            case Command c -> translated(c);
            case RtmpMessage.Data(long stream, long at, var values) ->
                    new RtmpMessage.Data(ours(stream), at, values);
            case RtmpMessage.SetChunkSize _,
                    RtmpMessage.Abort _,
                    RtmpMessage.Acknowledgement _,
                    RtmpMessage.WindowSize _,
                    RtmpMessage.PeerBandwidth _,
                    RtmpMessage.UserControl _,
                    RtmpMessage.Audio _,
                    RtmpMessage.Video _,
                    RtmpMessage.Skipped _ ->
                    message;
        };
    }

    private Command translated(Command c) {
        var arguments =
                c.name().equals("deleteStream")
                        ? c.arguments().stream().map(this::stream).toList()
                        : c.arguments().stream().map(this::named).toList();
        return new Command(ours(c.streamId()), c.name(), c.transaction(), c.object(), arguments);
    }

    private long ours(long stream) {
        return streams.getOrDefault(stream, stream);
    }

    private Amf stream(Amf value) {
        return value.number().map(n -> Amf.of((double) ours(n.longValue()))).orElse(value);
    }

    private Amf named(Amf value) {
        if (!(value instanceof Amf.Text(String text))) {
            return value;
        }
        for (var call : calls) {
            if (!call.theirs.isEmpty() && !call.ours.isEmpty() && text.contains(call.theirs)) {
                return Amf.of(text.replace(call.theirs, call.ours));
            }
        }
        return value;
    }
}
