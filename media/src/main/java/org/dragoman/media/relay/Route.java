package org.dragoman.media.relay;

import java.util.Optional;
import org.dragoman.core.media.Codec;

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

    private final byte[] actions = new byte[FlowPlan.TYPES];
    private final byte[] types = new byte[FlowPlan.TYPES];
    private final int[] clocks = new int[FlowPlan.TYPES];

    Route(FlowPlan from, Optional<FlowPlan> to) {
        for (int type = 0; type < FlowPlan.TYPES; type++) {
            var codec = from.receiving.get(type);
            clocks[type] = codec.map(Codec::clockHz).orElse(from.eventClockHz);
            if (type == from.receiveDigits) {
                actions[type] = DIGIT;
            } else if (codec.isPresent()) {
                actions[type] = HEAR;
                if (to.isPresent()) {
                    fill(type, codec.get(), to.get());
                }
            }
        }
    }

    byte action(int type) {
        return actions[type];
    }

    /// Payload type the packet leaves with.
    int typeFor(int type) {
        return types[type];
    }

    int clockHz(int type) {
        return clocks[type];
    }

    private void fill(int type, Codec codec, FlowPlan to) {
        if (to.sending.isEmpty()) {
            return;
        }
        var sent = to.sending.get();
        types[type] = (byte) sent.payloadType();
        if (FlowPlan.isComfortNoise(codec)) {
            int noise = to.comfortNoise();
            actions[type] = noise == FlowPlan.NO_TYPE ? HEAR : PASS;
            types[type] = (byte) Math.max(0, noise);
        } else if (codec.matches(sent.codec())) {
            actions[type] = PASS;
        } else if (codec.isG711() && sent.codec().isG711()) {
            actions[type] = codec.name().equals("PCMA") ? A_TO_MU : MU_TO_A;
        } else {
            actions[type] = UNFIT;
        }
    }
}
