package org.dragoman.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Conversions;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.testing.FakeConversions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class NegotiationTest {
    private static final Codec ULAW = Codec.PCMU;
    private static final Codec ALAW = Codec.PCMA;
    private static final Codec G729 = Codec.G729;
    private static final Codec OPUS = new Codec("OPUS", 48_000, 2, Map.of());
    private static final Codec G722 = Codec.G722;
    private static final Codec GSM = Codec.GSM;
    private static final Negotiation LAWS = new Negotiation(Conversions.LAWS);
    private static final Negotiation MACHINE = new Negotiation(new FakeConversions());
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
                            List.of(G729, ULAW, GSM),
                            List.of(),
                            List.of(G729, ULAW, ALAW, GSM)),
                    new Offer("limited", List.of(G729, ULAW), List.of(ALAW), List.of(ALAW)),
                    new Offer(
                            "in the trunk's order",
                            List.of(G729, GSM, ULAW),
                            List.of(ALAW, Codec.G722, G729),
                            List.of(ALAW, G729)),
                    new Offer("nothing left", List.of(G729), List.of(ALAW), List.of()),
                    new Offer("twice", List.of(ULAW, ULAW), List.of(), List.of(ULAW, ALAW)));

    /// What a fax or modem sends is not converted, and both sides are told.
    @Test
    void data_passes_as_data() {
        var data = MediaDescription.of(ULAW).withData(true);
        var made = MACHINE.offer(data, CodecPolicy.ALL, CodecPolicy.ALL).orElseThrow();
        assertThat(made.codecs()).containsExactly(ULAW, ALAW);
        assertThat(made.data()).isTrue();
        var answer =
                MACHINE.answer(MediaDescription.of(ALAW), data, CodecPolicy.ALL, CodecPolicy.ALL);
        assertThat(answer.orElseThrow()).isEqualTo(data);
        assertThat(Negotiation.own(ULAW, data).data()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @FieldSource("OFFERS")
    void offers(Offer c) {
        var offer = new MediaDescription(c.offer(), Direction.SEND_ONLY, false, Optional.empty());
        var made = LAWS.offer(offer, CodecPolicy.ALL, CodecPolicy.allowing(c.allowed()));
        assertThat(made.map(MediaDescription::codecs).orElse(List.of())).isEqualTo(c.expected());
        made.ifPresent(m -> assertThat(m.direction()).isEqualTo(Direction.SEND_ONLY));
        made.ifPresent(m -> assertThat(m.telephoneEvents()).isTrue());
    }

    record Answer(String name, List<Codec> answer, List<Codec> offer, List<Codec> expected) {}

    static final List<Answer> ANSWERS =
            List.of(
                    new Answer("same", List.of(ULAW), List.of(G729, ULAW), List.of(ULAW)),
                    new Answer("other law", List.of(ALAW), List.of(G729, ULAW), List.of(ULAW)),
                    new Answer("never offered", List.of(GSM), List.of(ULAW), List.of()),
                    new Answer("in use is the first", List.of(GSM, ULAW), List.of(ULAW), List.of()),
                    new Answer("its own parameters", List.of(NO_B), List.of(G729), List.of(NO_B)));

    @ParameterizedTest(name = "{0}")
    @FieldSource("ANSWERS")
    void answers(Answer c) {
        var answer = MediaDescription.of(c.answer().toArray(Codec[]::new));
        var offer = MediaDescription.of(c.offer().toArray(Codec[]::new));
        assertThat(
                        LAWS.answer(answer, offer, CodecPolicy.ALL, CodecPolicy.ALL)
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
        var answer =
                LAWS.answer(MediaDescription.of(ULAW), without, CodecPolicy.ALL, CodecPolicy.ALL)
                        .orElseThrow();
        assertThat(answer.telephoneEvents()).isFalse();
        assertThat(Negotiation.own(ULAW, without).telephoneEvents()).isFalse();
    }

    /// - {@code from}, {@code to}: policies of the trunk that offers, and of the one offered.
    record Extended(
            String name,
            List<Codec> offer,
            CodecPolicy from,
            CodecPolicy to,
            List<Codec> expected) {}

    private static final CodecPolicy ALL = CodecPolicy.ALL;

    static final List<Extended> EXTENDED =
            List.of(
                    new Extended(
                            "G.711 follows what passes",
                            List.of(G722),
                            ALL,
                            ALL,
                            List.of(G722, ALAW, ULAW)),
                    new Extended(
                            "the trunk's list, what passes first",
                            List.of(ALAW, G722),
                            ALL,
                            CodecPolicy.allowing(List.of(OPUS, GSM, G722)),
                            List.of(G722, OPUS, GSM)),
                    new Extended(
                            "what this machine only decodes is not offered",
                            List.of(ALAW),
                            ALL,
                            CodecPolicy.allowing(List.of(G729, GSM)),
                            List.of(GSM)),
                    new Extended(
                            "nor what it would have to make of such",
                            List.of(G729),
                            ALL,
                            ALL,
                            List.of(G729)),
                    new Extended(
                            "no conversion for the trunk",
                            List.of(G722),
                            ALL,
                            ALL.withConverts(false),
                            List.of(G722)),
                    new Extended(
                            "no conversion for the caller's trunk",
                            List.of(G722),
                            ALL.withConverts(false),
                            ALL,
                            List.of(G722)),
                    new Extended(
                            "the laws are no conversion",
                            List.of(ULAW),
                            ALL.withConverts(false),
                            ALL.withConverts(false),
                            List.of(ULAW, ALAW)),
                    new Extended(
                            "denied to the trunk",
                            List.of(G722, ULAW),
                            ALL,
                            ALL.withDenied(List.of(G722, ULAW)),
                            List.of(ALAW)),
                    new Extended(
                            "denied to the caller's trunk: not passed, and made of the rest",
                            List.of(G722, GSM),
                            ALL.withDenied(List.of(G722)),
                            CodecPolicy.allowing(List.of(G722, ALAW)),
                            List.of(ALAW)));

    @ParameterizedTest(name = "{0}")
    @FieldSource("EXTENDED")
    void offersWhatCanBeConverted(Extended c) {
        var offer = MediaDescription.of(c.offer().toArray(Codec[]::new));
        assertThat(
                        MACHINE.offer(offer, c.from(), c.to())
                                .map(MediaDescription::codecs)
                                .orElse(List.of()))
                .isEqualTo(c.expected());
    }

    record Chosen(
            String name,
            Codec used,
            List<Codec> offer,
            CodecPolicy from,
            CodecPolicy to,
            Optional<Codec> expected) {}

    static final List<Chosen> CHOSEN =
            List.of(
                    new Chosen(
                            "the same codec wins, though it is the last",
                            OPUS,
                            List.of(ALAW, G722, OPUS),
                            ALL,
                            ALL,
                            Optional.of(OPUS)),
                    new Chosen(
                            "the other law before a conversion",
                            ULAW,
                            List.of(G722, GSM, ALAW),
                            ALL,
                            ALL,
                            Optional.of(ALAW)),
                    new Chosen(
                            "the voice stays wide",
                            OPUS,
                            List.of(ALAW, G722),
                            ALL,
                            ALL,
                            Optional.of(G722)),
                    new Chosen(
                            "the cheapest where all are narrow",
                            GSM,
                            List.of(OPUS, G722, ULAW),
                            ALL,
                            ALL,
                            Optional.of(ULAW)),
                    new Chosen(
                            "what is denied is not chosen, not even to pass",
                            G722,
                            List.of(G722, ALAW),
                            ALL,
                            ALL.withDenied(List.of(G722)),
                            Optional.of(ALAW)),
                    new Chosen(
                            "no conversion permitted",
                            OPUS,
                            List.of(ALAW),
                            ALL.withConverts(false),
                            ALL,
                            Optional.empty()),
                    new Chosen(
                            "no conversion possible",
                            G729,
                            List.of(ALAW),
                            ALL,
                            ALL,
                            Optional.empty()));

    @ParameterizedTest(name = "{0}")
    @FieldSource("CHOSEN")
    void choosesTheBestOfWhatWasOffered(Chosen c) {
        var offer = MediaDescription.of(c.offer().toArray(Codec[]::new));
        assertThat(
                        MACHINE.answer(MediaDescription.of(c.used()), offer, c.from(), c.to())
                                .map(MediaDescription::first))
                .isEqualTo(c.expected());
    }

    @Test
    void aTrunkIsAskedForThePacketsItIsConfiguredWith() {
        var thirty = Optional.of(Duration.ofMillis(30));
        var to = ALL.withPacketTime(thirty);
        var offer = MACHINE.offer(MediaDescription.of(ALAW), ALL, to).orElseThrow();
        assertThat(offer.packetTime()).isEqualTo(thirty);
        var answer = MACHINE.answer(MediaDescription.of(ALAW), MediaDescription.of(ALAW), ALL, to);
        assertThat(answer.orElseThrow().packetTime()).isEqualTo(thirty);
    }
}
