package org.dragoman.media.relay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.frame.PacketLength;

/// What becomes of a packet of each payload type on its way from one port to the port it is joined
/// to. Worked out when either side agrees to something or the join changes.
final class Route {
    /// Not agreed: dropped and counted.
    static final byte REFUSE = 0;

    /// Agreed, but there is nobody who takes it now.
    static final byte HEAR = 1;

    /// Agreed, but the other side has agreed to another codec we cannot convert to.
    static final byte UNFIT = 2;
    static final byte PASS = 3;
    static final byte A_TO_MU = 4;
    static final byte MU_TO_A = 5;
    static final byte DIGIT = 6;

    /// Must be decoded and encoded again.
    static final byte CONVERT = 7;

    /// Laws of G.711.
    static final byte NO_LAW = 0;
    static final byte A_LAW = 1;
    static final byte MU_LAW = 2;

    private static final List<Optional<LiveConversion.Kind>> NO_KINDS =
            List.copyOf(Collections.nCopies(FlowPlan.TYPES, Optional.empty()));

    private static final List<Optional<PacketLength>> NO_LENGTHS =
            List.copyOf(Collections.nCopies(FlowPlan.TYPES, Optional.empty()));

    private final byte[] laws = new byte[FlowPlan.TYPES];
    private final byte[] actions = new byte[FlowPlan.TYPES];
    private final byte[] types = new byte[FlowPlan.TYPES];
    private final int[] clocks = new int[FlowPlan.TYPES];
    private final boolean[] asking = new boolean[FlowPlan.TYPES];
    private final boolean[] noises = new boolean[FlowPlan.TYPES];
    private List<Optional<LiveConversion.Kind>> kinds = NO_KINDS; // a copy where there are any
    private List<Optional<PacketLength>> lengths = NO_LENGTHS; // likewise
    private final boolean inRoom;

    Route(FlowPlan from, Optional<FlowPlan> to, Converter converter) {
        this(from, to, converter, false);
    }

    /// The way into a room and out of it again, to the same peer.
    static Route throughRoom(FlowPlan plan, Converter converter) {
        return new Route(plan, Optional.of(plan), converter, true);
    }

    private Route(FlowPlan from, Optional<FlowPlan> to, Converter converter, boolean inRoom) {
        this.inRoom = inRoom;
        for (int type = 0; type < FlowPlan.TYPES; type++) {
            var codec = from.receiving.get(type);
            clocks[type] = codec.isPresent() ? codec.get().clockHz() : from.eventClockHz;
            if (type == from.receiveDigits) {
                actions[type] = DIGIT;
            } else if (codec.isPresent()) {
                actions[type] = HEAR;
                laws[type] = lawOf(codec.get());
                asking[type] = ModeRequest.isIn(codec.get());
                if (to.isPresent()) {
                    fill(type, codec.get(), from, to.get(), converter);
                }
            }
        }
    }

    byte action(int type) {
        return actions[type];
    }

    /// The law of a type that is G.711, or {@link #NO_LAW}.
    byte law(int type) {
        return laws[type];
    }

    /// Payload type the packet leaves with.
    int typeFor(int type) {
        return types[type];
    }

    int clockHz(int type) {
        return clocks[type];
    }

    /// Whether packets of the type ask for a mode of the codec.
    boolean isAsking(int type) {
        return asking[type];
    }

    /// Whether the type is comfort noise.
    boolean isNoise(int type) {
        return noises[type];
    }

    /// How long the listener wants packets of a type that passes; nothing for as they come.
    Optional<PacketLength> length(int type) {
        return lengths.get(type);
    }

    /// What a type with {@link #CONVERT} needs.
    LiveConversion.Kind kind(int type) {
        return kinds.get(type).orElseThrow();
    }

    /// What any type with {@link #CONVERT} needs, the first of all; nothing where there is none.
    Optional<LiveConversion.Kind> anyKind() {
        return kinds.stream().flatMap(Optional::stream).findFirst();
    }

    /// Whether any type needs this conversion.
    boolean needs(LiveConversion.Kind kind) {
        return kinds != NO_KINDS && kinds.contains(Optional.of(kind));
    }

    private static byte lawOf(Codec codec) {
        return !codec.isG711() ? NO_LAW : codec.name().equals("PCMA") ? A_LAW : MU_LAW;
    }

    private void fill(int type, Codec codec, FlowPlan from, FlowPlan to, Converter converter) {
        if (to.sending.isEmpty()) {
            return;
        }
        var sent = to.sending.get();
        types[type] = (byte) sent.payloadType();
        if (FlowPlan.isComfortNoise(codec)) {
            noises[type] = true;
            int noise = to.comfortNoise();
            actions[type] = noise == FlowPlan.NO_TYPE ? HEAR : PASS;
            types[type] = (byte) Math.max(0, noise);
        } else if (!inRoom && codec.matches(sent.codec())) {
            actions[type] = PASS;
            measure(type, sent);
        } else if (!inRoom && codec.isG711() && sent.codec().isG711()) {
            actions[type] = codec.name().equals("PCMA") ? A_TO_MU : MU_TO_A;
            measure(type, sent);
        } else if (converter.converts(codec, sent.codec())) {
            actions[type] = CONVERT;
            int millis = from.receivedMillis[type];
            if (kinds == NO_KINDS) {
                kinds = new ArrayList<>(NO_KINDS);
            }
            kinds.set(
                    type,
                    Optional.of(new LiveConversion.Kind(codec, millis, sent, to.comfortNoise())));
        } else {
            actions[type] = UNFIT;
        }
    }

    private void measure(int type, PayloadFormat sent) {
        var length = PacketLength.of(sent);
        if (length.isPresent()) {
            if (lengths == NO_LENGTHS) {
                lengths = new ArrayList<>(NO_LENGTHS);
            }
            lengths.set(type, length);
        }
    }
}
