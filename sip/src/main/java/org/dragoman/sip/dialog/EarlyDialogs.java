package org.dragoman.sip.dialog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;
import org.dragoman.media.sdp.SessionDescription;
import org.dragoman.rules.ProgressTables;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.RAck;
import org.dragoman.sip.message.Reason;
import org.dragoman.sip.message.SipResponse;

/// The parties an INVITE of ours reached before one answered, and what each said in provisional
/// responses.
///
/// - Source: RFC 3261 §12.1, §13.2.2.1; RFC 3262 §4, §5.
final class EarlyDialogs {
    private static final int FORKS = 8;

    private final Talk talk;
    private final Map<String, Fork> forks = new HashMap<>(); // by the peer's tag

    EarlyDialogs(Talk talk) {
        this.talk = talk;
    }

    void clear() {
        forks.clear();
    }

    Optional<Fork> of(String tag) {
        return Optional.ofNullable(forks.get(tag));
    }

    /// A dialog to establish others from: before any party replied, the one we dialled with.
    Dialog base() {
        return forks.isEmpty() ? talk.dialog() : forks.values().iterator().next().dialog();
    }

    /// Takes a provisional response with a tag, acknowledges it if that is due, and reports it.
    ///
    /// - {@code atOffer}: the negotiation when we made our offer, if we made one.
    /// - Returns: the response itself, when it carries an offer that the core must answer first.
    Optional<SipResponse> take(SipResponse response, Optional<OfferAnswer> atOffer) {
        var tag = response.to().tag().orElseThrow();
        if (!forks.containsKey(tag) && forks.size() == FORKS) {
            return Optional.empty();
        }
        keep();
        var fork = forks.computeIfAbsent(tag, _ -> Fork.of(base().established(response)));
        talk.dialog(fork.dialog());
        long number = reliableNumber(response);
        boolean repeated = number > 0 && number <= fork.lastReliable();
        boolean tooEarly =
                number > 0 && fork.lastReliable() > 0 && number > fork.lastReliable() + 1;
        if (repeated || tooEarly) {
            return Optional.empty(); // RFC 3262 §4
        }
        forks.put(tag, fork.acknowledged(Math.max(number, fork.lastReliable())));
        var media = media(response, tag, atOffer, number > 0);
        boolean offers = number > 0 && talk.hasMedia() && talk.media().theirOffer().isPresent();
        if (number > 0 && !offers) {
            acknowledge(response, Optional.empty());
        }
        talk.settledEarly = isSettled(forks.get(tag));
        report(response, tag, media);
        return offers ? Optional.of(response) : Optional.empty();
    }

    /// Remembers the numbers of the requests that went and came since in the dialog heard last.
    void keep() {
        forks.computeIfPresent(talk.dialog().remoteTag(), (_, fork) -> fork.with(talk.dialog()));
    }

    private static boolean isSettled(Fork fork) {
        return fork.settled().isPresent() && fork.lastReliable() > 0;
    }

    private Optional<MediaDescription> media(
            SipResponse response, String tag, Optional<OfferAnswer> atOffer, boolean reliable) {
        var fork = forks.get(tag);
        if (response.sdp().isEmpty() || fork == null) {
            return Optional.empty();
        }
        try {
            if (atOffer.isEmpty()) {
                return reliable ? offered(response) : Optional.empty(); // RFC 3262 §5
            }
            if (fork.settled().isPresent()) {
                return Optional.empty(); // the first answer stands (RFC 6337 §3.1.1)
            }
            var settled = atOffer.get().answered(description(response));
            forks.put(tag, fork.with(settled));
            talk.agree(settled);
            return Optional.of(settled.media());
        } catch (PeerFault e) {
            talk.decide("media of a provisional response left aside: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<MediaDescription> offered(SipResponse response) throws PeerFault {
        if (talk.media().isPending() || talk.media().agreed().isPresent()) {
            return Optional.empty();
        }
        talk.media(talk.media().offered(description(response)));
        return talk.media().theirOffer().map(OfferAnswer.TheirOffer::media);
    }

    static SessionDescription description(SipResponse response) throws PeerFault {
        return SdpParser.parse(response.sdp().orElse(""));
    }

    private static long reliableNumber(SipResponse response) {
        var number = response.headers().first("RSeq").orElse("").strip();
        return response.headers().words("Require").contains("100rel")
                        && number.matches("[0-9]{1,10}")
                ? Long.parseLong(number)
                : 0;
    }

    /// Sends the PRACK of a reliable response.
    void acknowledge(SipResponse response, Optional<Body> body) {
        var ack =
                new RAck(reliableNumber(response), response.sequence(), response.sequenceMethod());
        talk.sendInDialog("PRACK", Headers.NONE.with("RAck", ack.toString()), body);
        var tag = response.to().tag().orElse("");
        forks.computeIfPresent(tag, (_, fork) -> fork.with(talk.dialog()));
    }

    private void report(SipResponse response, String tag, Optional<MediaDescription> media) {
        var fork = forks.get(tag);
        if (fork == null || fork.status() == response.status() && media.isEmpty()) {
            return; // only repeated
        }
        forks.put(tag, fork.reported(response.status()));
        var told =
                talk.around
                        .mappings()
                        .progress()
                        .ofSip(response.status(), response.sdp().isPresent());
        talk.decideMeaning(response.status() + " -> " + told.value(), told.row());
        boolean inBand = told.value().inBand();
        if (told.value().event() == ProgressTables.Event.RINGING) {
            talk.emit(leg -> new LegEvent.Ringing(leg, inBand, media));
            return;
        }
        var reason = Reason.q850(response.headers());
        var cause =
                reason.isPresent()
                        ? Optional.of(
                                Cause.signalled(
                                        reason.getAsInt(),
                                        Cause.Location.PUBLIC_NETWORK_REMOTE,
                                        "SIP " + response.status()))
                        : Optional.<Cause>empty();
        talk.emit(leg -> new LegEvent.Progress(leg, inBand, media, cause));
    }
}
