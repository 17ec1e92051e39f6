package org.dragoman.rtmp;

import java.time.Instant;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Device;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;

/// A client that can be called, for as long as it is connected.
record RtmpDevice(String account, String id, String description, Instant since, RtmpClient client)
        implements Device {
    private static final int USUAL_PRIORITY = 1_000; // as a Contact without q

    @Override
    public Account.Protocol protocol() {
        return Account.Protocol.RTMP;
    }

    @Override
    public int priority() {
        return USUAL_PRIORITY;
    }

    @Override
    public Instant expires() {
        return Instant.MAX;
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        return client.called(context);
    }
}
