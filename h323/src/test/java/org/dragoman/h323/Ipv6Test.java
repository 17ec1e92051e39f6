package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.route.AddressRange;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Calls over IPv6: signalling, H.245 on a connection of its own, and media addresses, which are
/// ip6Address in H.225.0 and iP6Address in H.245. The forms were compared with Asterisk 16 and 22
/// (ooh323), whose Setup is here.
class Ipv6Test {
    private static final String MEDIA = "2001:db8::1";
    private static final H323Behaviour QUIET =
            H323Behaviour.DEFAULT.with(b -> b.keepAlive = Duration.ZERO);
    private static final Optional<MediaDescription> PCMU =
            Optional.of(MediaDescription.of(Codec.PCMU));

    /// Asterisk (chan_ooh323) calls over IPv6 with fast start, from fd00::2 to fd00::3.
    private static final String ASTERISK_SETUP =
            "080200240504038090a3280573697070007004813130327e013e0520b8060008914a000401"
                    + "40040073006900700070003122c0b8000027056f6f683332330676302e382e336d00010100"
                    + "435300fd00000000000000000000000000000306b800e0e1e2e3e4e5e6e7e8e9eaebecedee"
                    + "ef00d51d98001330fd0000000000000000000000000000024e2011006f6f68333233632db8"
                    + "6b2230c83f000080ab04354003e8060401004c6013802914000108fd000000000000000000"
                    + "0000000000029a2808fd0000000000000000000000000000029a291e0003e90c6013801604"
                    + "000108fd0000000000000000000000000000029a29354003ea060401004c20138029140001"
                    + "08fd0000000000000000000000000000029a2808fd0000000000000000000000000000029a"
                    + "291e0003eb0c2013801604000108fd0000000000000000000000000000029a290100010001"
                    + "0001000100010010800180";

    private static InetAddress loopback() throws Exception {
        return InetAddress.getByName("::1");
    }

    private static Rig rig(H323Behaviour behaviour) throws Exception {
        return new Rig(behaviour, List.of(AddressRange.parse("::1/128")), loopback(), loopback());
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, true",
        "true, false, true",
        "false, true, true",
        "false, false, true",
        "true, true, false",
        "true, false, false",
        "false, true, false",
        "false, false, false"
    })
    void callsTalksAndEnds(boolean fast, boolean tunnels, boolean early) throws Exception {
        var how =
                QUIET.with(
                        b -> {
                            b.fastStart = fast;
                            b.tunnelling = tunnels;
                            b.earlyH245 = early;
                        });
        try (var pair = new PairOfEndpoints(how, how, Function.identity(), loopback(), MEDIA)) {
            var offer = Optional.of(MediaDescription.of(Codec.PCMA, Codec.PCMU));
            pair.caller.does(
                    new LegCommand.Dial(
                            CallRequest.of(Party.ofNumber("1"), Party.ofNumber("2"), offer)));
            pair.awaitArrival();
            var offered = pair.called.sees(LegEvent.Offered.class).request();
            assertThat(offered.media().isPresent()).isEqualTo(fast);
            pair.called.does(new LegCommand.Answer(PCMU, Optional.empty()));
            assertThat(pair.caller.sees(LegEvent.Answered.class).media().orElseThrow().first())
                    .isEqualTo(Codec.PCMU);
            if (!fast) {
                pair.called.sees(LegEvent.MediaAnswered.class);
            }
            assertFlows(pair.caller, pair.called);
            assertFlows(pair.called, pair.caller);
            // goes by H.245, which has a connection of its own where it is not tunnelled
            pair.called.does(new LegCommand.Hold());
            pair.caller.sees(LegEvent.Held.class);
            pair.called.does(new LegCommand.Release(Cause.NORMAL_CLEARING));
            pair.called.sees(LegEvent.Released.class);
            assertThat(pair.caller.sees(LegEvent.Released.class).cause().q850()).isEqualTo(16);
        }
    }

    private static void assertFlows(PairOfEndpoints.Party one, PairOfEndpoints.Party other) {
        var flow = one.harness.media().agreed();
        assertThat(flow.remoteRtp()).contains(other.harness.media().localRtp());
        assertThat(flow.remoteRtcp()).contains(other.harness.media().localRtcp());
        assertThat(flow.remoteRtp().orElseThrow().getAddress()).isInstanceOf(Inet6Address.class);
        assertThat(flow.direction()).isEqualTo(Direction.SEND_RECEIVE);
    }

    /// As in Asterisk's: both ends of the signalling connection are named, by ip6Address.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void setupNamesBothEndsByTheirIpv6Addresses(boolean fast) throws Exception {
        try (var rig = rig(QUIET.with(b -> b.fastStart = fast))) {
            rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP).info();
                assertThat(setup.sourceCallSignalAddress()).isEmpty(); // see CallerWords
                assertThat(setup.destCallSignalAddress()).contains(rig.door.address());
                assertThat(setup.fastStart().isEmpty()).isEqualTo(!fast);
            }
        }
    }

    @Test
    void connectSaysByIpv6WhereH245Listens() throws Exception {
        try (var rig = rig(QUIET.with(b -> b.tunnelling = false));
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, UserInformation.builder(), Setups.called("1"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            var listens = peer.hear(MessageType.CONNECT).info().h245Address().orElseThrow();
            assertThat(listens.getAddress()).isEqualTo(loopback());
            RawPeer.calling(listens).close();
        }
    }

    @Test
    void takesTheSetupOfAsterisk() throws Exception {
        try (var rig = rig(QUIET);
                var peer = rig.call()) {
            peer.packet(RawPeer.hex(ASTERISK_SETUP));
            peer.reference = 0x24;
            var leg = rig.arrival();
            var offered = leg.sees(LegEvent.Offered.class).request();
            assertThat(offered.to().digits()).isEqualTo("102");
            assertThat(offered.media().orElseThrow().codecs())
                    .containsExactly(Codec.PCMU, Codec.PCMA);
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            var connect = peer.hear(MessageType.CONNECT);
            assertThat(connect.info().fastStart()).hasSize(2);
            for (var channel : connect.info().fastStart()) {
                // OpenLogicalChannel as in the capture, whole addresses and nothing of IPv4
                assertThat(channel.toHex()).contains("20010db8000000000000000000000001");
            }
            var flow = leg.harness().media().agreed();
            assertThat(flow.remoteRtp()).contains(new InetSocketAddress("fd00::2", 39_464));
            assertThat(flow.remoteRtcp()).contains(new InetSocketAddress("fd00::2", 39_465));
        }
    }

    /// One listener for both families: an IPv4 caller is the peer that is known by its IPv4
    /// address, and is told an IPv4 address for H.245.
    @Test
    void aListenerForEveryAddressTakesIpv4CallersAsSuch() throws Exception {
        var all = InetAddress.getByName("::");
        var known = List.of(AddressRange.parse("127.0.0.1"));
        try (var rig = new Rig(QUIET.with(b -> b.tunnelling = false), known, all, loopback());
                var peer =
                        RawPeer.calling(
                                new InetSocketAddress(
                                        "127.0.0.1", rig.endpoint.address().getPort()))) {
            peer.send(MessageType.SETUP, UserInformation.builder(), Setups.called("1"));
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Answer(PCMU, Optional.empty()));
            var connect = peer.hear(MessageType.CONNECT).info();
            assertThat(connect.h245Address().orElseThrow().getAddress())
                    .isEqualTo(InetAddress.getByName("127.0.0.1"));
        }
    }
}
