package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.gateway.config.Written.READER;
import static org.dragoman.gateway.config.Written.TWO_PEERS;
import static org.dragoman.gateway.config.Written.right;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.core.route.AddressRange;
import org.dragoman.core.route.Condition;
import org.dragoman.core.route.Rule;
import org.dragoman.gateway.log.Logging;
import org.dragoman.h323.H323Behaviour;
import org.dragoman.media.relay.PacketTimes;
import org.dragoman.media.relay.SourcePolicy;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.rules.Preset;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.Transport;
import org.junit.jupiter.api.Test;

class ConfigurationReaderTest {
    @Test
    void an_empty_file_is_everything_on_loopback_without_peers() {
        var all = right("");
        assertThat(all.h323().listen()).isEqualTo(new InetSocketAddress("127.0.0.1", 1720));
        assertThat(all.sip().listeners())
                .containsExactly(
                        SipListener.udp("127.0.0.1", 5060), SipListener.tcp("127.0.0.1", 5060));
        assertThat(all.media().address().local().isLoopbackAddress()).isTrue();
        assertThat(all.rest().listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(all.peers()).isEmpty();
    }

    @Test
    void the_embedded_defaults_are_right() {
        var all = READER.embedded();
        assertThat(all.peers()).containsExactly("demo-gateway", "demo-phone");
        assertThat(all.dialPlan().rules()).hasSize(2);
        assertThat(all.h323().listen().getAddress().isLoopbackAddress()).isTrue();
        assertThat(all.sip().listeners()).allMatch(l -> l.address().equals("127.0.0.1"));
    }

    @Test
    void two_peers_call_each_other_without_a_dial_plan() {
        var rules = right(TWO_PEERS).dialPlan().rules();
        assertThat(rules).extracting(Rule::name).containsExactly("old to new", "new to old");
        assertThat(rules.getFirst().when()).containsExactly(new Condition.From(Set.of("old")));
        assertThat(rules.getFirst().then().written()).isEqualTo("to new");
    }

    @Test
    void an_h323_peer_with_everything_said() {
        var all =
                right(
                        """
                        peers:
                          old:
                            protocol: h323
                            address: 192.0.2.10:1721
                            from: [192.0.2.10, 192.0.2.128/25]
                            fast-start: off
                            h245: separate
                            early-h245: off
                            h245-in-setup: on
                            h245-after-fast-start: off
                            h245-order: parallel
                            dtmf: q931-keypad
                            hold: notify
                            connected-number: called
                            keep-alive: off
                            codecs: [g729, pcma]
                            codecs-denied: [gsm]
                            transcode: off
                            packet-time: 30ms
                            causes: rfc4497
                            ringback: generate
                            redirect: pass
                            setup-timeout: 20s
                            answer-timeout: 2m
                            media-address: 127.0.0.2
                            media-sources: signalled
                        """
                                + "  new: {protocol: sip, address: 192.0.2.20,"
                                + " packet-time: as-they-come}\n");
        assertThat(all.media().packetTimes())
                .isEqualTo(new PacketTimes(Map.of("old", Duration.ofMillis(30)), Set.of("new")));
        var peer = all.h323().peers().getFirst();
        assertThat(peer.address()).contains(new InetSocketAddress("192.0.2.10", 1721));
        assertThat(peer.sources())
                .containsExactly(
                        AddressRange.parse("192.0.2.10"), AddressRange.parse("192.0.2.128/25"));
        assertThat(peer.causes()).isEqualTo(Preset.RFC4497);
        var how = peer.behaviour();
        assertThat(List.of(how.fastStart(), how.tunnelling(), how.earlyH245(), how.h245InSetup()))
                .containsExactly(false, false, false, true);
        assertThat(how.h245AfterFastStart()).isFalse();
        assertThat(how.digits()).isEqualTo(H323Behaviour.Digits.KEYPAD);
        assertThat(how.hold()).isEqualTo(H323Behaviour.Hold.NOTIFY);
        assertThat(how.connectedNumber()).isEqualTo(H323Behaviour.ConnectedNumber.CALLED);
        assertThat(how.keepAlive()).isZero();
        assertThat(how.codecs()).extracting(Codec::name).containsExactly("G729", "PCMA");
        var policy = Optional.ofNullable(all.policies().get("old")).orElseThrow();
        assertThat(policy.ringback()).isEqualTo(TrunkPolicy.Ringback.GENERATE);
        assertThat(policy.redirect()).isEqualTo(TrunkPolicy.Redirect.PASS);
        assertThat(policy.setup()).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.noAnswer()).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.codecs().allowed()).hasSize(2);
        assertThat(policy.codecs().denied()).containsExactly(Codec.GSM);
        assertThat(policy.codecs().converts()).isFalse();
        assertThat(policy.codecs().packetTime()).contains(Duration.ofMillis(30));
        var media = all.media().addressOf("old");
        assertThat(media.local().getHostAddress()).isEqualTo("127.0.0.2");
        assertThat(media.sources()).isEqualTo(SourcePolicy.SIGNALLED);
    }

    @Test
    void a_sip_peer_with_everything_said() {
        var all =
                right(
                        """
                        peers:
                          new:
                            protocol: sip
                            address: "[2001:db8::20]:5070"
                            from: 2001:db8::/64
                            transport: tcp
                            domain: example.net
                            offer: late
                            reliable: required
                            dtmf: info-relay
                            session-expires: off
                            overlap: on
                            reason: off
                            trusted: off
                            identity: remote-party
                            plus: off
                            user-phone: on
                            codecs: pcmu
                            causes: freeswitch
                        """
                                + "  old: {protocol: h323, address: 192.0.2.10}\n");
        var peer = all.sip().peers().getFirst();
        assertThat(peer.host()).isEqualTo("2001:db8::20");
        assertThat(peer.port()).isEqualTo(5070);
        assertThat(peer.transport()).isEqualTo(Transport.TCP);
        assertThat(peer.domain()).contains("example.net");
        assertThat(peer.sources()).hasSize(1);
        assertThat(peer.offer()).isEqualTo(SipPeer.Offer.LATE);
        assertThat(peer.reliable()).isEqualTo(SipPeer.Reliable.REQUIRED);
        assertThat(peer.dtmf()).isEqualTo(SipPeer.Dtmf.INFO_RELAY);
        assertThat(peer.sessionExpires()).isEmpty();
        assertThat(peer.identity()).isEqualTo(SipPeer.Identity.REMOTE_PARTY);
        assertThat(List.of(peer.overlap(), peer.reason(), peer.trusted(), peer.plus()))
                .containsExactly(true, false, false, false);
        assertThat(peer.userPhone()).isTrue();
        assertThat(peer.codecs()).containsExactly(Codec.PCMU);
        assertThat(peer.causes()).isEqualTo(Preset.FREESWITCH);
    }

    @Test
    void a_peer_by_tls_with_srtp() {
        var all =
                right(
                        """
                        sip:
                          listen: ["udp 127.0.0.1", "tls 127.0.0.1"]
                          tls-certificate: /etc/dragoman/sip.pem
                          tls-key: /etc/dragoman/sip-key.pem
                          tls-authorities: [/etc/dragoman/carrier.pem]
                        peers:
                          new:
                            protocol: sip
                            address: carrier.example
                            transport: tls
                            verify: fingerprint
                            fingerprint: 00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF
                            srtp: required
                            srtp-suites: [aead-aes-256-gcm]
                          old: {protocol: h323, address: 192.0.2.10}
                        """);
        assertThat(all.sip().listeners())
                .containsExactly(
                        SipListener.udp("127.0.0.1", 5060), SipListener.tls("127.0.0.1", 5061));
        assertThat(all.sip().tls().certificate()).contains(Path.of("/etc/dragoman/sip.pem"));
        assertThat(all.sip().tls().authorities()).hasSize(1);
        var peer = all.sip().peers().getFirst();
        assertThat(peer.port()).isEqualTo(5061);
        assertThat(peer.security().fingerprint().orElseThrow())
                .startsWith("00:11:22")
                .endsWith("FF");
        assertThat(peer.security().srtp())
                .isEqualTo(
                        new SrtpPolicy(
                                SrtpPolicy.Mode.REQUIRED, List.of(SrtpSuite.AEAD_AES_256_GCM)));
        assertThat(peer.security().keysInClear()).isFalse();
    }

    @Test
    void the_program_itself() {
        var all =
                right(
                        """
                        h323: {listen: "0.0.0.0:1722", h245-ports: 30000-30010, threads: 1, silence: 20s}
                        sip: {listen: ["udp [::1]:5070", "tcp 127.0.0.1:5071"], advertise: gw.example.net}
                        media: {address: 127.0.0.3, advertise: 203.0.113.1, ports: 20000-20099, dscp: 0}
                        limits: {calls: 10, ended-calls: 0}
                        rest: {listen: "127.0.0.1:0"}
                        log: {level: debug}
                        """);
        assertThat(all.h323().listen().getPort()).isEqualTo(1722);
        assertThat(all.h323().h245Ports().last()).isEqualTo(30_010);
        assertThat(all.sip().listeners().getFirst().port()).isEqualTo(5070);
        assertThat(all.sip().listeners().getLast().port()).isEqualTo(5071);
        assertThat(all.sip().listeners().getLast().advertised()).contains("gw.example.net");
        assertThat(all.media().firstPort()).isEqualTo(20_000);
        assertThat(all.media().address().advertised().getHostAddress()).isEqualTo("203.0.113.1");
        assertThat(all.limits()).isEqualTo(new Configuration.Limits(10, 0, 200));
        assertThat(all.rest().listen().getPort()).isZero();
        assertThat(all.log().level()).isEqualTo(Logging.Detail.DEBUG);
    }

    @Test
    void two_peers_from_the_command_line() {
        var outcome = QuickStart.read(READER, "127.0.0.10", "[::1]:5070", Optional.of("127.0.0.1"));
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.configuration().peers()).containsExactly("h323-peer", "sip-peer");
        assertThat(outcome.configuration().sip().peers().getFirst().port()).isEqualTo(5070);
        assertThat(outcome.configuration().dialPlan().rules()).hasSize(2);
    }

    @Test
    void the_address_to_listen_on_is_found_out() {
        var outcome = QuickStart.read(READER, "127.0.0.10", "127.0.0.20", Optional.empty());
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.configuration().h323().listen().getAddress().isLoopbackAddress())
                .isTrue();
    }

    @Test
    void mistakes_on_the_command_line_are_told_all_at_once() {
        var outcome = QuickStart.read(READER, "a b", "192.0.2.999", Optional.of("here"));
        assertThat(outcome.problems())
                .extracting(Problem::key)
                .containsExactly("--h323-peer", "--sip-peer");
    }
}
