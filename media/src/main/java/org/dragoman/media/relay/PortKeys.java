package org.dragoman.media.relay;

import java.util.Optional;
import org.dragoman.media.rtp.OutgoingStream;
import org.dragoman.media.rtp.Protection;
import org.dragoman.media.srtp.SrtpSession;

/// How the packets of a port are protected now. Belongs to the loop's thread, which alone gives
/// native memory of ciphers back.
final class PortKeys {
    private final OutgoingStream out;
    private final Randomness random;
    private Optional<SrtpSession> session = Optional.empty();

    PortKeys(OutgoingStream out, Randomness random) {
        this.out = out;
        this.random = random;
    }

    /// Takes what was agreed anew; returns what packets go through from now on.
    Protection agree(FlowPlan plan) {
        if (!session.equals(plan.session)) {
            session.ifPresent(SrtpSession::release);
        }
        session = plan.session;
        if (session.isPresent() && session.get().begin(out.ssrc())) {
            out.renew((int) random.number());
        }
        var without = plan.shut ? Protection.SHUT : Protection.NONE;
        return session.isPresent() ? session.get() : without;
    }

    /// Nothing goes by them for now.
    void release() {
        session.ifPresent(SrtpSession::release);
    }
}
