package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.sip.WirePeer.body;
import static org.dragoman.sip.WirePeer.header;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand.Answer;
import org.dragoman.core.call.LegCommand.Dial;
import org.dragoman.core.call.LegCommand.Hold;
import org.dragoman.core.call.LegCommand.Release;
import org.dragoman.core.call.LegEvent.Answered;
import org.dragoman.core.call.LegEvent.Held;
import org.dragoman.core.call.LegEvent.Offered;
import org.dragoman.core.call.LegEvent.Proceeding;
import org.dragoman.core.call.LegEvent.Released;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.media.sdp.SrtpPolicy.Mode;
import org.junit.jupiter.api.Test;

/// Sound encrypted with keys that travel in SIP messages.
class SipSrtpTest {
    private static final MediaDescription ULAW = MediaDescription.of(Codec.PCMU);
    private static final SrtpPolicy REQUIRED = policy(Mode.REQUIRED);
    private static final SrtpPolicy OPTIONAL = policy(Mode.OPTIONAL);

    private static SrtpPolicy policy(Mode mode) {
        return new SrtpPolicy(
                mode, List.of(SrtpSuite.AES_CM_128_HMAC_SHA1_80, SrtpSuite.AEAD_AES_128_GCM));
    }

    private static Dial dial(MediaDescription... media) {
        return new Dial(
                CallRequest.of(
                        Party.ofNumber("100"),
                        Party.ofNumber("200"),
                        List.of(media).stream().findFirst()));
    }

    private record Talking(Pair pair, Pair.Side alice, Pair.Side bob) implements AutoCloseable {
        static Talking begin(Pair pair) {
            var alice = pair.leg().does(dial(ULAW));
            var bob = pair.atBob.next();
            bob.hears(Offered.class);
            bob.does(new Answer(Optional.of(ULAW), Optional.empty()));
            alice.hears(Proceeding.class);
            alice.hears(Answered.class);
            return new Talking(pair, alice, bob);
        }

        MediaFlow atAlice() {
            return alice.harness().media().agreed();
        }

        MediaFlow atBob() {
            return bob.harness().media().agreed();
        }

        void end() {
            alice.does(new Release(Cause.gateway(16)));
            bob.hears(Released.class);
            alice.hears(Released.class);
        }

        @Override
        public void close() {
            pair.close();
        }
    }

    private static Pair secure(SrtpPolicy policy) {
        UnaryOperator<SipPeerChange> both = p -> p.srtp(policy);
        return Pair.secure(both, both);
    }

    @Test
    void bothEndsHaveOneAnothersKeysAndKeepThemOverHold() {
        try (var call = Talking.begin(secure(REQUIRED))) {
            var alice = call.atAlice();
            assertThat(alice.isEncrypted()).isTrue();
            assertThat(alice.sendKeys()).isEqualTo(call.atBob().receiveKeys());
            assertThat(alice.receiveKeys()).isEqualTo(call.atBob().sendKeys());
            assertThat(alice.sendKeys()).isNotEqualTo(alice.receiveKeys());
            call.alice().does(new Hold());
            call.bob().hears(Held.class);
            Pair.until("held", () -> call.atAlice().sending().isPresent());
            assertThat(call.atAlice().sendKeys()).isEqualTo(alice.sendKeys());
            assertThat(call.atBob().receiveKeys()).isEqualTo(alice.sendKeys());
            assertThat(call.atBob().sendKeys()).isEqualTo(alice.receiveKeys());
            call.end();
        }
    }

    @Test
    void noKeyIsInTheLadderOrInAnyTextOfTheCall() {
        try (var call = Talking.begin(secure(OPTIONAL))) {
            var shown = new StringBuilder();
            for (var side : List.of(call.alice(), call.bob())) {
                shown.append(side.harness().trace().messages());
                shown.append(side.harness().trace().decisions());
                shown.append(side.harness().media().agreed());
            }
            var keys = new ArrayList<SrtpKeys>();
            call.atAlice().sendKeys().ifPresent(keys::add);
            call.atAlice().receiveKeys().ifPresent(keys::add);
            assertThat(keys).hasSize(2);
            assertThat(shown).contains("RTP/AVP 0").doesNotContain("inline:");
            for (var key : keys) {
                var text = Base64.getEncoder().withoutPadding().encodeToString(key.masterKey());
                assertThat(shown).doesNotContain(text.substring(0, 20));
            }
            call.end();
        }
    }

    /// Keys that everybody on the way can read are not sent, unless the operator says so.
    @Test
    void withoutTlsThereAreNoKeys() {
        try (var wire = new WirePeer(p -> p.srtp(OPTIONAL))) {
            wire.leg().does(dial(ULAW));
            assertThat(body(wire.expect("INVITE"))).contains("RTP/AVP").doesNotContain("crypto");
        }
        try (var wire =
                new WirePeer(
                        p ->
                                p.security(
                                        Security.STANDARD
                                                .withSrtp(OPTIONAL)
                                                .withKeysInClear(true)))) {
            wire.leg().does(dial(ULAW));
            assertThat(body(wire.expect("INVITE")))
                    .contains("RTP/AVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
        }
    }

    @Test
    void whereTheyAreRequiredThereIsNoCallWithoutTls() {
        try (var wire = new WirePeer(p -> p.srtp(REQUIRED))) {
            wire.invite("clear", "");
            assertThat(header(wire.refused("SIP/2.0 488"), "Warning")).contains("SRTP is required");
            assertThat(wire.noCall()).isTrue();
            var leg = wire.leg().does(dial(ULAW));
            assertThat(leg.hears(Released.class).cause().q850()).isEqualTo(58);
        }
    }

    @Test
    void anOfferOfNothingButSrtpIsRefusedByAPeerWithoutIt() {
        try (var pair = Pair.secure(p -> p.srtp(REQUIRED), p -> p)) {
            var alice = pair.leg().does(dial(ULAW));
            assertThat(alice.hears(Released.class).cause().q850()).isEqualTo(65);
            assertThat(pair.bob.load()).isZero();
        }
    }
}
