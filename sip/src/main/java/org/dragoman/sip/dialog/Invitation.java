package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.NameAddress;
import org.dragoman.sip.message.SipResponse;

/// What we ask a callee for, and the INVITE that asks it now: another one follows when the session
/// interval is raised, or when more digits are known.
///
/// - Source: RFC 3261 §13.2.1; RFC 3578 §3.1; RFC 4028 §7.1.
final class Invitation {
    private final Talk talk;
    private CallRequest request = CallRequest.of(Party.UNKNOWN, Party.UNKNOWN, Optional.empty());
    private Optional<OfferAnswer> atOffer = Optional.empty();
    private int ticket;
    private long sequence;

    Invitation(Talk talk) {
        this.talk = talk;
    }

    int ticket() {
        return ticket;
    }

    boolean owns(int other) {
        return ticket == other && other != 0;
    }

    boolean isAnsweredBy(SipResponse response) {
        return response.sequence() == sequence;
    }

    /// The negotiation when we made our offer; nothing where we made none.
    Optional<OfferAnswer> atOffer() {
        return atOffer;
    }

    /// What the call itself offers.
    Optional<MediaDescription> media() {
        return request.media();
    }

    boolean isNumberComplete() {
        return request.numberComplete();
    }

    /// Begins a dialog-to-be.
    void begin(CallRequest call) {
        request = call;
        var writer = talk.writer();
        var uri = writer.called(call.to());
        var from = writer.from(call.from()).withTag(talk.around.token());
        var callId = talk.around.token() + talk.around.token() + "@" + talk.around.localHost();
        var target = talk.around.target().orElse(uri);
        talk.dialog(Dialog.calling(callId, from, NameAddress.of(uri), target));
    }

    /// The same with more digits of the number: a call of the same name, asked for anew.
    ///
    /// - {@code before}: the dialog that the last INVITE made, or would have.
    void extend(String digits, boolean complete, Dialog before) {
        var number = request.to().number().orElse(TelephoneNumber.of(""));
        var to = request.to().withNumber(number.withDigits(number.digits() + digits));
        request = request.withTo(to).withNumberComplete(request.numberComplete() || complete);
        var uri = talk.writer().called(to);
        var next = Dialog.calling(before.callId(), before.local(), NameAddress.of(uri), uri);
        talk.dialog(next.withSequenceOf(talk.dialog().localSequence()));
        atOffer.ifPresent(o -> talk.media(o.withdrawn()));
    }

    void send() {
        talk.dialog(talk.dialog().counted());
        sequence = talk.dialog().localSequence();
        var writer = talk.writer();
        var body = offered().map(this::offer);
        var headers =
                talk.ownHeaders()
                        .with("Max-Forwards", Integer.toString(request.maxForwards()))
                        .with(writer.identity(request.from()))
                        .with(writer.diversion(request))
                        .with(extras())
                        .with(talk.sessionTimer.asked());
        if (talk.peer().reliable() == SipPeer.Reliable.REQUIRED) {
            headers = headers.with("Require", "100rel");
        }
        var invite = talk.dialog().request("INVITE").with(headers);
        ticket = talk.send(body.map(invite::withBody).orElse(invite));
    }

    /// What rules had sent on, or set.
    private Headers extras() {
        var headers = Headers.NONE;
        for (var field : request.extras().sent()) {
            headers = headers.with(field.name(), field.value());
        }
        return headers;
    }

    private Optional<MediaDescription> offered() {
        return switch (talk.peer().offer()) {
            case LATE -> Optional.empty();
            case AS_CALLED -> request.media();
            case EARLY -> request.media().or(() -> Optional.of(talk.standard()));
        };
    }

    private Body offer(MediaDescription media) {
        var made = talk.media().offer(media);
        talk.media(made.next());
        atOffer = Optional.of(made.next());
        return Body.sdp(made.sdp().text());
    }
}
