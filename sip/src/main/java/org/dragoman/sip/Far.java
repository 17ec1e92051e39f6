package org.dragoman.sip;

import java.util.function.Consumer;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// Whoever is at the other end of a {@link SipReplay}'s messages: another leg, or what was
/// captured of one.
@FunctionalInterface
public interface Far {
    /// Takes a request: every method, ACK and CANCEL too.
    ///
    /// - {@code reply}: takes its responses, provisional ones first; may be left alone.
    void request(SipRequest request, Consumer<SipResponse> reply);
}
