package org.dragoman.webrtc;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Device;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;

/// A page that is logged in, as a device that its account is called at.
///
/// - {@code id}: tells it from other devices; nothing can be done with it.
record Page(
        Session session,
        String account,
        String id,
        String description,
        Instant since,
        RandomGenerator random)
        implements Device {
    private static final int PRIORITY = 500;
    private static final Duration FOREVER = Duration.ofDays(3_650);

    @Override
    public Account.Protocol protocol() {
        return Account.Protocol.WEBRTC;
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    /// As long as its WebSocket lives, which is never that long.
    @Override
    public Instant expires() {
        return since.plus(FOREVER);
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        return new WebRtcLeg(context, session, context.id().toString(), random, () -> {});
    }
}
