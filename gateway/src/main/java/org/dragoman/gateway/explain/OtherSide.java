package org.dragoman.gateway.explain;

import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.Cause;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.Preset;
import org.dragoman.sip.Far;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Copied;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// Whom a client of a captured server talked to, as a SIP phone: it does what the server told the
/// client of it. Its addresses are those of RFC 5737.
final class OtherSide implements Far {
    private static final String TAG = "other";
    private static final String CONTACT = "<sip:other@198.51.100.9>";
    private static final String OFFER =
            """
            v=0\r
            o=- 1 1 IN IP4 198.51.100.9\r
            s=-\r
            c=IN IP4 198.51.100.9\r
            t=0 0\r
            m=audio 40000 RTP/AVP 0 8 101\r
            a=rtpmap:101 telephone-event/8000\r
            """;

    private final Mappings mappings;
    private Optional<Far> leg;
    private Optional<SipRequest> invite = Optional.empty();
    private Consumer<SipResponse> reply = _ -> {};
    private Headers dialog = Headers.NONE; // of our requests
    private int sequence;
    private boolean calls;
    private boolean talking;
    private boolean over;

    /// - {@code leg}: ours, which calls it.
    OtherSide(Far leg, Mappings mappings) {
        this.leg = Optional.of(leg);
        this.mappings = mappings;
    }

    /// It calls.
    OtherSide(Mappings mappings) {
        this.leg = Optional.empty();
        this.mappings = mappings;
    }

    /// Who it calls with its INVITE.
    interface Called {
        Far take(SipRequest invite, Far from, Consumer<SipResponse> reply);
    }

    void call(String from, String to, String callId, Called gateway) {
        calls = true;
        var uri = "sip:" + (to.isEmpty() ? "unknown" : to) + "@192.0.2.1";
        dialog =
                Headers.NONE
                        .with("From", "<sip:%s@198.51.100.9>;tag=%s".formatted(from, TAG))
                        .with("To", "<" + uri + ">")
                        .with("Call-ID", callId)
                        .with("Contact", CONTACT)
                        .with("Max-Forwards", "70");
        var asked = new SipRequest("INVITE", uri, numbered("INVITE"), Optional.of(Body.sdp(OFFER)));
        invite = Optional.of(asked);
        leg = Optional.of(gateway.take(asked, this, this::replied));
    }

    private Headers numbered(String method) {
        return dialog.with("CSeq", ++sequence + " " + method);
    }

    private void replied(SipResponse response) {
        if (response.status() >= 300) {
            over = true;
        } else if (response.isSuccess()) {
            talking = true;
            dialog = dialog.replacing("To", response.headers().first("To").orElse("<sip:unknown>"));
            send("ACK", dialog.with("CSeq", sequence + " ACK"), Optional.empty());
        }
    }

    private void send(String method, Headers headers, Optional<Body> body) {
        leg.ifPresent(l -> l.request(request(method, headers, body), _ -> {}));
    }

    private static SipRequest request(String method, Headers headers, Optional<Body> body) {
        return new SipRequest(method, "sip:dragoman@gateway.invalid", headers, body);
    }

    @Override
    public void request(SipRequest request, Consumer<SipResponse> answer) {
        switch (request.method()) {
            case "ACK" -> {}
            case "INVITE" -> {
                if (invite.isEmpty()) {
                    invite = Optional.of(request);
                    reply = answer;
                    reverse(request);
                } else {
                    answer.accept(response(request, 200, true));
                }
            }
            case "CANCEL" -> {
                over = true;
                answer.accept(response(request, 200, false));
                respond(487, false, Headers.NONE);
            }
            case "BYE" -> {
                over = true;
                answer.accept(response(request, 200, false));
            }
            case "REFER" -> answer.accept(response(request, 202, false));
            default -> answer.accept(response(request, 200, false)); // whatever is asked is done
        }
    }

    /// RFC 3261 §12.1.1: the headers of our own requests in the dialog.
    private void reverse(SipRequest request) {
        var to = request.headers().first("To").orElse("<sip:unknown>");
        dialog =
                Headers.NONE
                        .with("From", to + ";tag=" + TAG)
                        .with("To", request.headers().first("From"))
                        .with("Call-ID", request.callId())
                        .with("Contact", CONTACT)
                        .with("Max-Forwards", "70");
    }

    private static SipResponse response(SipRequest to, int status, boolean media) {
        var bare = SipResponse.of(status, TAG).with("Contact", CONTACT);
        var sdp = media ? to.sdp().map(OtherSide::answer) : Optional.<String>empty();
        return Copied.from(to, sdp.map(text -> bare.withBody(Body.sdp(text))).orElse(bare));
    }

    /// RFC 3264 §6: what was offered, by our address.
    private static String answer(String offer) {
        return offer.replaceAll("(?m)^c=.*$", "c=IN IP4 198.51.100.9\r")
                .replaceAll("(?m)^m=audio \\d+", "m=audio 40000")
                .replaceAll("(?m)^m=video \\d+", "m=video 0")
                .replaceAll("(?m)^a=sendonly", "a=recvonly")
                .replace("\r\r", "\r");
    }

    private void respond(int status, boolean media, Headers more) {
        invite.ifPresent(i -> reply.accept(response(i, status, media).with(more)));
    }

    boolean isOver() {
        return over;
    }

    void ring(boolean inBand) {
        if (!over && !talking && !calls) {
            respond(inBand ? 183 : 180, inBand, Headers.NONE);
        }
    }

    void answer() {
        if (!over && !talking && !calls) {
            talking = true;
            respond(200, true, Headers.NONE);
        }
    }

    void hold(boolean on) {
        if (talking && !over) {
            var sdp = OFFER + (on ? "a=sendonly\r\n" : "a=sendrecv\r\n");
            leg.ifPresent(
                    l ->
                            l.request(
                                    request(
                                            "INVITE",
                                            numbered("INVITE"),
                                            Optional.of(Body.sdp(sdp))),
                                    this::replied));
        }
    }

    /// - {@code status}: what SIP says of it, where no cause was said.
    void end(Optional<Integer> q850, Optional<Integer> status) {
        if (over) {
            return;
        }
        over = true;
        var reason =
                q850.map(q -> Headers.NONE.with("Reason", "Q.850;cause=" + q)).orElse(Headers.NONE);
        if (talking) {
            send("BYE", numbered("BYE").with(reason), Optional.empty());
        } else if (calls) {
            send(
                    "CANCEL",
                    dialog.with("CSeq", sequence + " CANCEL").with(reason),
                    Optional.empty());
        } else {
            respond(status.or(() -> q850.map(this::status)).orElse(480), false, reason);
        }
    }

    private int status(int q850) {
        var cause = Cause.signalled(q850, Cause.Location.USER, "the captured server");
        return mappings.causes(Preset.RFC3398).sipStatusOf(cause).value();
    }
}
