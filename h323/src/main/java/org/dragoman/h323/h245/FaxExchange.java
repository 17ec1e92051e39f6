package org.dragoman.h323.h245;

import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannel;
import org.dragoman.h323.h245.H245Message.OpenLogicalChannelReject;
import org.dragoman.h323.h245.H245Message.RequestMode;
import org.dragoman.h323.h245.H245Message.RequestModeAck;
import org.dragoman.h323.h245.H245Message.RequestModeReject;
import org.dragoman.h323.h245.H245Output.FaxAsked;

/// Who has asked whom for T.38 instead of sound, until there is an answer. Source: H.323 Annex D.5.
final class FaxExchange {
    private static final int SEQUENCE = 2; // of our RequestMode for fax; 1 asks for sound

    /// - {@code fax}: what we shall send; {@code asked}: how it is asked for.
    private record Wish(FaxRelay fax, FaxRelay asked) {}

    private final Effects effects;
    private final Settlement settlement;
    private Optional<Wish> waiting = Optional.empty(); // until it is known what the peer takes
    private Optional<FaxRelay> requested = Optional.empty();
    private OptionalInt asked = OptionalInt.empty();
    private Optional<OpenLogicalChannel> proposed = Optional.empty();

    FaxExchange(Effects effects, Settlement settlement) {
        this.effects = effects;
        this.settlement = settlement;
    }

    // --- we ask

    /// - {@code fax}: what we shall send; {@code asked}: how it is asked for.
    void want(FaxRelay fax, FaxRelay asked) {
        waiting = Optional.of(new Wish(fax, asked));
    }

    /// It is known what the peer takes: asks, where that waited.
    void ask(CapabilitySet theirs) {
        if (waiting.isPresent() && theirs.fax().isEmpty()) {
            failed("the peer takes no T.38");
        }
        waiting.ifPresent(
                wish -> {
                    waiting = Optional.empty();
                    requested = Optional.of(wish.fax());
                    effects.send(new RequestMode(SEQUENCE, wish.asked()));
                });
    }

    boolean isWanted() {
        return waiting.isPresent() || requested.isPresent();
    }

    /// The peer agrees: what to send from now on, where that is what we had asked for.
    Optional<FaxRelay> acknowledged(RequestModeAck m) {
        return m.sequence() == SEQUENCE ? agreed() : Optional.empty();
    }

    /// The peer does what we had asked for without a word.
    Optional<FaxRelay> agreed() {
        var fax = requested.or(() -> waiting.map(Wish::fax));
        requested = Optional.empty();
        waiting = Optional.empty();
        return fax;
    }

    void refused(RequestModeReject m) {
        if (m.sequence() == SEQUENCE) {
            failed("the peer refuses T.38");
        }
    }

    /// Nothing comes of what we asked; {@code why} in words.
    void failed(String why) {
        if (isWanted()) {
            waiting = Optional.empty();
            requested = Optional.empty();
            settlement.failed(why);
        }
    }

    // --- the peer asks

    void asked(RequestMode m) {
        asked = OptionalInt.of(m.sequence());
        effects.tell(new FaxAsked(m.fax().orElseThrow()));
    }

    /// The peer opens a channel without asking first.
    void proposed(OpenLogicalChannel m) {
        boolean news = asked.isEmpty() && proposed.isEmpty();
        proposed = Optional.of(m);
        if (news) {
            effects.tell(new FaxAsked(m.forward().fax().orElseThrow()));
        }
    }

    /// Tells the peer that it shall have it; the channel it proposed, if it did, is still to be
    /// opened.
    Optional<OpenLogicalChannel> accept() {
        asked.ifPresent(sequence -> effects.send(new RequestModeAck(sequence, true)));
        asked = OptionalInt.empty();
        var channel = proposed;
        proposed = Optional.empty();
        return channel;
    }

    void refuse() {
        asked.ifPresent(sequence -> effects.send(new RequestModeReject(sequence)));
        asked = OptionalInt.empty();
        proposed.ifPresent(
                m ->
                        effects.send(
                                new OpenLogicalChannelReject(
                                        m.number(),
                                        OpenLogicalChannelReject.Why.DATA_TYPE_NOT_SUPPORTED)));
        proposed = Optional.empty();
    }
}
