package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class NegotiationTest {
    private static final Codec ULAW = Codec.PCMU;
    private static final Codec ALAW = Codec.PCMA;
    private static final Codec G729 = Codec.G729;
    private static final Codec NO_B = Codec.G729.with("annexb", "no");

    record Offer(String name, List<Codec> offer, List<Codec> allowed, List<Codec> expected) {}

    static final List<Offer> OFFERS =
            List.of(
                    new Offer("one law", List.of(ULAW), List.of(), List.of(ULAW, ALAW)),
                    new Offer("other law", List.of(ALAW), List.of(), List.of(ALAW, ULAW)),
                    new Offer("both", List.of(ALAW, ULAW), List.of(), List.of(ALAW, ULAW)),
                    new Offer("none", List.of(G729), List.of(), List.of(G729)),
                    new Offer(
                            "between",
                            List.of(G729, ULAW, Codec.GSM),
                            List.of(),
                            List.of(G729, ULAW, ALAW, Codec.GSM)),
                    new Offer("limited", List.of(G729, ULAW), List.of(ALAW), List.of(ALAW)),
                    new Offer(
                            "in the trunk's order",
                            List.of(G729, Codec.GSM, ULAW),
                            List.of(ALAW, Codec.G722, G729),
                            List.of(ALAW, G729)),
                    new Offer("nothing left", List.of(G729), List.of(ALAW), List.of()),
                    new Offer("twice", List.of(ULAW, ULAW), List.of(), List.of(ULAW, ALAW)));

    @ParameterizedTest(name = "{0}")
    @FieldSource("OFFERS")
    void offers(Offer c) {
        var offer = new MediaDescription(c.offer(), Direction.SEND_ONLY, false, Optional.empty());
        var made = Negotiation.offer(offer, c.allowed());
        assertThat(made.map(MediaDescription::codecs).orElse(List.of())).isEqualTo(c.expected());
        made.ifPresent(m -> assertThat(m.direction()).isEqualTo(Direction.SEND_ONLY));
        made.ifPresent(m -> assertThat(m.telephoneEvents()).isTrue());
    }

    record Answer(String name, List<Codec> answer, List<Codec> offer, List<Codec> expected) {}

    static final List<Answer> ANSWERS =
            List.of(
                    new Answer("same", List.of(ULAW), List.of(G729, ULAW), List.of(ULAW)),
                    new Answer("other law", List.of(ALAW), List.of(G729, ULAW), List.of(ULAW)),
                    new Answer("never offered", List.of(Codec.GSM), List.of(ULAW), List.of()),
                    new Answer(
                            "in use is the first",
                            List.of(Codec.GSM, ULAW),
                            List.of(ULAW),
                            List.of()),
                    new Answer("its own parameters", List.of(NO_B), List.of(G729), List.of(NO_B)));

    @ParameterizedTest(name = "{0}")
    @FieldSource("ANSWERS")
    void answers(Answer c) {
        var answer = MediaDescription.of(c.answer().toArray(Codec[]::new));
        var offer = MediaDescription.of(c.offer().toArray(Codec[]::new));
        assertThat(
                        Negotiation.answer(answer, offer)
                                .map(MediaDescription::codecs)
                                .orElse(List.of()))
                .isEqualTo(c.expected());
    }

    /// Digits of RFC 4733 are a matter of each leg: an answer has them if its offer had them.
    @Test
    void digitsAreAgreedOnEachLeg() {
        var without =
                new MediaDescription(
                        List.of(ULAW), Direction.SEND_RECEIVE, false, Optional.empty());
        var answer = Negotiation.answer(MediaDescription.of(ULAW), without).orElseThrow();
        assertThat(answer.telephoneEvents()).isFalse();
        assertThat(Negotiation.own(ULAW, without).telephoneEvents()).isFalse();
    }
}
