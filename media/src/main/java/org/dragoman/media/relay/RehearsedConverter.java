package org.dragoman.media.relay;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;

/// Takes the place of the workers in a {@link Rehearsal}: what comes in is dropped, and packets
/// come out on demand.
final class RehearsedConverter implements Converter {
    /// A format that the other side does not take.
    static final PayloadFormat FORMAT = new PayloadFormat(Codec.of("REHEARSED", 8_000), 98, 20);

    private static final int PAYLOAD = 160; // bytes

    private final MemorySegment sound = Arena.ofAuto().allocate(PAYLOAD);
    private Optional<LiveConversion> current = Optional.empty();
    private int sequence;

    @Override
    public boolean converts(Codec from, Codec to) {
        return from.equals(FORMAT.codec());
    }

    @Override
    public void begin(LiveConversion conversion) {
        current = Optional.of(conversion);
    }

    /// As if a worker had done its work.
    void work() {
        if (current.isEmpty()) {
            return;
        }
        var conversion = current.get();
        while (conversion.arrived.hasPacket()) {
            conversion.arrived.drop();
        }
        var head = conversion.made.next();
        head.sequence = ++sequence;
        head.timestamp = sequence * PAYLOAD;
        head.marker = false;
        head.type = conversion.kind.to().payloadType();
        conversion.made.offer(sound, 0, PAYLOAD);
    }
}
