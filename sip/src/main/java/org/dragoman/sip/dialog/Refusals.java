package org.dragoman.sip.dialog;

import org.dragoman.core.call.Cause;
import org.dragoman.sip.message.Reason;
import org.dragoman.sip.message.SipResponse;

/// Why an INVITE of ours came to nothing, by the cause tables; noted as decided.
final class Refusals {
    private Refusals() {}

    /// What a final response other than 2xx means.
    static Cause of(Talk talk, SipResponse response) {
        var headers = response.headers();
        var mapped =
                talk.causes()
                        .causeOfSipStatus(
                                response.status(), Reason.q850(headers), Reason.warning(headers));
        var cause = mapped.value().withWords(response.phrase());
        talk.decideCause(response + " -> " + cause.q850() + ": " + mapped.why());
        return cause;
    }

    /// No reply at all: silence counts as 408, a dead transport as 503 (RFC 3261 §8.1.3.1).
    static Cause ofSilence(Talk talk, boolean unreachable) {
        var mapped = talk.causes().causeOfSipStatus(unreachable ? 503 : 408);
        talk.decideCause((unreachable ? "unreachable" : "no reply") + ": " + mapped.why());
        return mapped.value();
    }
}
