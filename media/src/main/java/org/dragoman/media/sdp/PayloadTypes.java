package org.dragoman.media.sdp;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dragoman.core.media.Codec;

/// Which payload type we use for which codec on one leg. A number once given keeps its meaning as
/// long as the session lives (RFC 3264 §8.3.2), whoever gave it.
record PayloadTypes(Map<Codec, Integer> byCodec) {
    static final PayloadTypes NONE = new PayloadTypes(Map.of());
    private static final int USUAL_EVENT_TYPE = 101; // what most phones expect of telephone-event

    PayloadTypes {
        byCodec = Map.copyOf(byCodec);
    }

    /// Remembers the numbers of a peer's offer, so that our own next offer uses the same.
    PayloadTypes learn(RtpMedia media) {
        var known = new LinkedHashMap<>(byCodec);
        media.formats().forEach(f -> learn(known, f.codec(), f.payloadType()));
        media.events().forEach((clock, type) -> learn(known, event(clock), type));
        return new PayloadTypes(known);
    }

    private static void learn(Map<Codec, Integer> known, Codec codec, int type) {
        if (!known.containsKey(codec) && !known.containsValue(type)) {
            known.put(codec, type);
        }
    }

    /// The same with a number for each of these codecs.
    PayloadTypes with(List<Codec> codecs) {
        var known = new LinkedHashMap<>(byCodec);
        var used = new HashSet<>(known.values());
        for (var codec : codecs) {
            if (!known.containsKey(codec)) {
                int type = fresh(codec, used);
                known.put(codec, type);
                used.add(type);
            }
        }
        return new PayloadTypes(known);
    }

    int of(Codec codec) {
        var type = byCodec.get(codec);
        if (type == null) {
            throw new IllegalArgumentException("no payload type was given to " + codec);
        }
        return type;
    }

    private static int fresh(Codec codec, Set<Integer> used) {
        var fixed = StaticPayloadTypes.payloadType(codec);
        if (fixed.isPresent() && !used.contains(fixed.getAsInt())) {
            return fixed.getAsInt();
        }
        if (codec.name().equals(RtpMedia.TELEPHONE_EVENT) && !used.contains(USUAL_EVENT_TYPE)) {
            return USUAL_EVENT_TYPE;
        }
        for (int type = StaticPayloadTypes.FIRST_DYNAMIC;
                type <= StaticPayloadTypes.LAST_DYNAMIC;
                type++) {
            if (!used.contains(type) && type != USUAL_EVENT_TYPE) {
                return type;
            }
        }
        // all 32 are taken: RFC 3551 §3 lets the unassigned ones below be used then
        for (int type = StaticPayloadTypes.FIRST_DYNAMIC - 1; type > 34; type--) {
            boolean rtcp = type >= 64 && type <= 95; // clash with RTCP types (RFC 5761 §4)
            if (!rtcp && !used.contains(type)) {
                return type;
            }
        }
        throw new IllegalStateException("a session has no more payload types to give");
    }

    static Codec event(int clockHz) {
        return Codec.of(RtpMedia.TELEPHONE_EVENT, clockHz);
    }
}
