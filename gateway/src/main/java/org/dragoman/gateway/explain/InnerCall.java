package org.dragoman.gateway.explain;

import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.sip.Far;
import org.dragoman.sip.SipReplay;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// A SIP call between the two gateways, as its caller sees it: the first INVITE makes the other
/// leg, which takes all that follows.
final class InnerCall implements Far {
    private final Far caller;
    private final SipReplay called;
    private Optional<Far> other = Optional.empty();

    InnerCall(Far caller, SipReplay called) {
        this.caller = caller;
        this.called = called;
    }

    @Override
    public void request(SipRequest request, Consumer<SipResponse> reply) {
        if (other.isPresent()) {
            other.get().request(request, reply);
        } else if (request.is("INVITE")) {
            other = Optional.of(called.accept(request, caller, reply));
        }
    }
}
