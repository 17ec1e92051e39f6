package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegCommand.Ring;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Proceeding;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.LegEvent.Ringing;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whole calls between two endpoints over real sockets on loopback.
class SipCallTest {
    static final MediaDescription G711 = MediaDescription.of(Codec.PCMA, Codec.PCMU);

    enum Way {
        UDP,
        TCP,
        TLS,
        IPV6,
        EVERY_ADDRESS_UDP,
        EVERY_ADDRESS_TCP;

        Pair open() {
            return switch (this) {
                case UDP -> Pair.by(Transport.UDP);
                case TCP -> Pair.by(Transport.TCP);
                case TLS -> Pair.by(Transport.TLS);
                case IPV6 -> Pair.ipv6();
                case EVERY_ADDRESS_UDP -> Pair.wildcard(Transport.UDP);
                case EVERY_ADDRESS_TCP -> Pair.wildcard(Transport.TCP);
            };
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void answeredAndReleasedByTheCaller(Way way) {
        try (var pair = way.open()) {
            var alice = pair.leg();
            alice.does(
                    new Dial(
                            CallRequest.of(
                                    Party.ofNumber("100").withDisplayName("Anna \"A\" Ö"),
                                    Party.ofNumber("200"),
                                    Optional.of(G711))));
            var bob = pair.atBob.next();
            var offered = bob.hears(Offered.class).request();
            assertThat(offered.to().digits()).isEqualTo("200");
            assertThat(offered.from().digits()).isEqualTo("100");
            assertThat(offered.from().displayName()).contains("Anna \"A\" Ö");
            assertThat(offered.media().orElseThrow().codecs())
                    .containsExactly(Codec.PCMA, Codec.PCMU);
            alice.hears(Proceeding.class);
            bob.does(new Ring(false, Optional.empty()));
            assertThat(alice.hears(Ringing.class).inBand()).isFalse();
            bob.does(new Answer(Optional.of(MediaDescription.of(Codec.PCMU)), Optional.empty()));
            var answered = alice.hears(Answered.class);
            assertThat(answered.media().orElseThrow().codecs()).containsExactly(Codec.PCMU);
            assertThat(alice.harness().media().agreed().sending().orElseThrow().codec())
                    .isEqualTo(Codec.PCMU);
            assertThat(bob.harness().media().agreed().sending().orElseThrow().codec())
                    .isEqualTo(Codec.PCMU);
            alice.does(new Release(Cause.gateway(16)));
            assertThat(bob.hears(Released.class).cause().q850()).isEqualTo(16);
            assertThat(alice.hears(Released.class).cause().q850()).isEqualTo(16);
            assertThat(Stream.of(pair.alice.load(), pair.bob.load())).containsOnly(0);
        }
    }
}
