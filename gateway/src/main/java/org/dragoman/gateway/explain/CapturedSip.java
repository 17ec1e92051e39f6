package org.dragoman.gateway.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.sip.Far;
import org.dragoman.sip.SipReplay;
import org.dragoman.sip.message.Copied;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.net.MessageReader;

/// A captured SIP party. What it said goes to our leg: its requests as they are, its responses as
/// answers to the request of ours that has the same method.
final class CapturedSip implements CapturedParty, Far {
    private static final int WAITING = 64; // requests of ours without a final response

    private final List<Asked> asked = new ArrayList<>();
    private Optional<Far> leg = Optional.empty();
    private final Optional<SipReplay> gateway;
    private String reliable = ""; // RSeq of our last reliable provisional response
    private int answered; // our last final response to an INVITE

    private record Asked(SipRequest request, Consumer<SipResponse> reply) {}

    /// - {@code gateway}: which the party calls; nothing where it is called.
    CapturedSip(Optional<SipReplay> gateway) {
        this.gateway = gateway;
    }

    /// Our leg that calls the party.
    void meets(Far other) {
        leg = Optional.of(other);
    }

    @Override
    public void request(SipRequest request, Consumer<SipResponse> reply) {
        if (!request.is("ACK") && asked.size() < WAITING) {
            asked.add(new Asked(request, reply));
        }
    }

    @Override
    public String says(Said said) throws PeerFault {
        return switch (MessageReader.read(said.heard().octets())) {
            case SipRequest request -> says(request);
            case SipResponse response -> says(response);
        };
    }

    private String says(SipRequest request) {
        if (leg.isEmpty()) {
            if (!request.is("INVITE") || gateway.isEmpty()) {
                return "our gateway has not called it yet";
            }
            leg = Optional.of(gateway.get().accept(request, this, this::replied));
            return "";
        }
        if (request.is("ACK") && answered >= 300) {
            return "it acknowledges a refusal, hop by hop (RFC 3261 §17.1.1.3)";
        }
        if (request.is("PRACK")) {
            if (reliable.isEmpty()) {
                return "our gateway's provisional response was not reliable";
            }
            var rack =
                    reliable
                            + " "
                            + request.headers()
                                    .first("RAck")
                                    .orElse("")
                                    .replaceFirst("^\\s*\\d+\\s*", "");
            leg.get()
                    .request(
                            new SipRequest(
                                    request.method(),
                                    request.uri(),
                                    request.headers().replacing("RAck", rack),
                                    request.body()),
                            _ -> {});
            return "";
        }
        leg.get().request(request, this::replied);
        return "";
    }

    private void replied(SipResponse response) {
        response.headers().first("RSeq").ifPresent(n -> reliable = n.strip());
        if (response.sequenceMethod().equals("INVITE") && response.status() >= 200) {
            answered = response.status();
        }
    }

    private String says(SipResponse response) {
        var method = response.sequenceMethod();
        var match = asked.stream().filter(a -> a.request().is(method)).findFirst();
        if (match.isEmpty()) {
            return "it answers what our gateway would not have asked";
        }
        if (response.status() >= 200) {
            asked.remove(match.get());
        }
        var own = response.headers().without("From", "To", "Call-ID", "CSeq");
        var tag = response.to().tag().orElse("");
        var bare = new SipResponse(response.status(), response.phrase(), tag, own, response.body());
        match.get().reply().accept(Copied.from(match.get().request(), bare));
        return "";
    }
}
