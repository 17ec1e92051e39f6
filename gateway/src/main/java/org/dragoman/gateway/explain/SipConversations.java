package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.gateway.capture.Heard;
import org.dragoman.sip.SipNames;
import org.dragoman.sip.message.SipMessage;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.net.MessageReader;

/// Sorts SIP messages into calls by their Call-ID (RFC 3261 §12).
final class SipConversations {
    private final Predicate<CapturedCall> begin;
    private final Consumer<Said> others;
    private final Map<String, Call> byCallId = new HashMap<>();

    /// - {@code callerTag}: the tag of whoever sent the first INVITE.
    /// - {@code seen}: its messages.
    private record Call(CapturedCall call, String callerTag, Set<Seen> seen) {
        boolean isByCaller(SipMessage message) {
            boolean tagged = message.from().tag().orElse("").equals(callerTag);
            return message instanceof SipRequest == tagged;
        }
    }

    private record Seen(InetSocketAddress from, ByteBuffer octets) {}

    /// - {@code begin}: takes a new call, unless there are too many.
    SipConversations(Predicate<CapturedCall> begin, Consumer<Said> others) {
        this.begin = begin;
        this.others = others;
    }

    void take(Heard heard) {
        SipMessage message;
        try {
            message = MessageReader.read(heard.octets());
        } catch (PeerFault unreadable) {
            var why = String.valueOf(unreadable.getMessage());
            others.accept(
                    new Said(heard, true, List.of(new Named("unreadable", why)), Optional.of(why)));
            return;
        }
        var names = List.of(new Named(SipNames.name(message), SipNames.detail(message)));
        var call = call(heard, message);
        if (call.isEmpty()) {
            others.accept(new Said(heard, true, names, Optional.empty()));
            return;
        }
        var said = new Said(heard, call.get().isByCaller(message), names, Optional.empty());
        boolean again =
                !call.get().seen().add(new Seen(heard.from(), ByteBuffer.wrap(heard.octets())));
        call.get().call().add(again ? said.withFault("sent again (RFC 3261 §17)") : said);
    }

    private Optional<Call> call(Heard heard, SipMessage message) {
        var known = byCallId.get(message.callId());
        if (known != null) {
            return Optional.of(known);
        }
        boolean invite =
                message instanceof SipRequest request
                        && request.is("INVITE")
                        && request.isOutOfDialog();
        if (!invite) {
            return Optional.empty();
        }
        var captured = new CapturedCall("sip", heard.from(), heard.to(), true);
        if (!begin.test(captured)) {
            return Optional.empty();
        }
        var call = new Call(captured, message.from().tag().orElse(""), new HashSet<>());
        byCallId.put(message.callId(), call);
        return Optional.of(call);
    }
}
