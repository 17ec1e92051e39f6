package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;
import org.dragoman.media.sdp.SessionDescription;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.SipRequest;

/// What the replies to an INVITE say of media: the answer to its offer, early or with the 200; or
/// an offer, where it brought none.
///
/// - Source: RFC 3261 §13.2.1, RFC 3262 §5, RFC 6337 §3.1.
final class ReplyMedia {
    private final Talk talk;
    private Optional<OfferAnswer.TheirOffer> offer = Optional.empty();
    private Optional<Said> said = Optional.empty();
    private Optional<MediaDescription> ourOffer = Optional.empty(); // not sent yet
    private boolean offerAnswered; // ours went out reliably and the PRACK answered it
    private Optional<MediaDescription> change = Optional.empty();

    /// The answer the peer was given already.
    private record Said(SessionDescription sdp, MediaDescription media, boolean reliably) {}

    /// What a provisional reply carries.
    ///
    /// - {@code reliably}: whether it must not get lost.
    record Early(Optional<SessionDescription> sdp, boolean reliably) {}

    ReplyMedia(Talk talk) {
        this.talk = talk;
    }

    /// Takes the offer, if any.
    void begin(SipRequest invite) throws PeerFault {
        if (invite.sdp().isPresent()) {
            talk.media(talk.media().offered(SdpParser.parse(invite.sdp().get())));
            offer = talk.media().theirOffer();
        }
    }

    Optional<MediaDescription> offered() {
        return offer.map(OfferAnswer.TheirOffer::media);
    }

    boolean hasOffer() {
        return offer.isPresent();
    }

    boolean hasAnswered() {
        return said.isPresent();
    }

    /// Whether nothing of media is open although the call is not answered.
    boolean isSettledEarly() {
        return offerAnswered || said.filter(Said::reliably).isPresent();
    }

    /// - {@code reliably}: the reply is reliable anyway; {@code mayOffer}: it can be made so.
    Early early(Optional<MediaDescription> media, boolean reliably, boolean mayOffer) {
        if (offer.isPresent()) {
            if (media.isPresent() && said.isEmpty()) {
                return new Early(settle(media.get(), reliably).map(Said::sdp), reliably);
            }
            // a repeated preview hurts nobody (RFC 6337 §3.1.1)
            return new Early(reliably ? Optional.empty() : said.map(Said::sdp), reliably);
        }
        if (media.isEmpty() || talk.media().isPending() || offerAnswered) {
            return new Early(Optional.empty(), reliably);
        }
        if (!mayOffer) {
            ourOffer = media; // waits for the 200
            return new Early(Optional.empty(), reliably);
        }
        var offered = talk.media().offer(media.get());
        talk.media(offered.next());
        ourOffer = Optional.empty();
        return new Early(Optional.of(offered.sdp()), true); // RFC 3262 §5: it must not get lost
    }

    private Optional<Said> settle(MediaDescription media, boolean reliably) {
        var settled = talk.media().answer(media);
        settled.ifPresent(talk::agree);
        said = settled.map(s -> new Said(s.sdp(), s.media(), reliably));
        return said;
    }

    /// Whether the call can be answered so: not where the sides have nothing in common.
    boolean canAnswer(LegCommand.Answer command) {
        return offer.isEmpty()
                || said.isPresent()
                || settle(command.media().orElseGet(talk::standard), false).isPresent();
    }

    /// What the 200 carries; only after {@link #canAnswer}.
    ///
    /// - {@code fresh}: nothing was answered before.
    Optional<Body> answer(LegCommand.Answer command, boolean fresh) {
        if (offer.isEmpty()) {
            return offerBody(command);
        }
        if (fresh) {
            return said.map(s -> Body.sdp(s.sdp().text()));
        }
        var early = said.orElseThrow();
        var stands = talk.changedEarly ? talk.current() : early.media();
        boolean differs = command.media().map(m -> !m.usesTheSameAs(stands)).orElse(false);
        if (differs && early.reliably()) {
            change = command.media(); // by a re-INVITE, once the call stands
        } else if (differs) {
            talk.media(again(command.media().orElseThrow()));
            settle(command.media().orElseThrow(), false);
        }
        return early.reliably() && !differs
                ? Optional.empty()
                : said.filter(s -> !s.reliably()).map(s -> Body.sdp(s.sdp().text()));
    }

    // the early answer was only a preview: the offer is open until the 200 (RFC 6337 §3.1.1)
    private OfferAnswer again(MediaDescription media) {
        var reopened = offer.orElseThrow();
        try {
            var negotiation = talk.media().offered(reopened.sdp());
            return negotiation.answer(media).isPresent() ? negotiation : talk.media();
        } catch (PeerFault e) {
            throw new IllegalStateException("an offer that was taken once", e);
        }
    }

    private Optional<Body> offerBody(LegCommand.Answer command) {
        if (offerAnswered) {
            change = command.media().filter(m -> !m.usesTheSameAs(talk.current()));
            return Optional.empty();
        }
        var media = command.media().or(() -> ourOffer).orElseGet(talk::standard);
        var offered = talk.media().offer(media);
        talk.media(offered.next());
        return Optional.of(Body.sdp(offered.sdp().text()));
    }

    /// A codec the core wanted that could not be said any more; for after the ACK.
    Optional<MediaDescription> change() {
        return change;
    }

    /// The answer in a PRACK, where an offer of ours waits for it.
    ///
    /// - Errors: {@link PeerFault} where it has none, or none that can be used.
    OfferAnswer.Settled answered(SipRequest prack) throws PeerFault {
        if (prack.sdp().isEmpty()) {
            throw new PeerFault.Unexpected(
                    PeerFault.Scope.CALL, "a PRACK without the answer (RFC 3262 §5)");
        }
        return talk.media().answered(SdpParser.parse(prack.sdp().get()));
    }

    void agreed() {
        offerAnswered = true;
    }
}
