package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
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
import org.dragoman.media.tone.SoundBook;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.Preset;
import org.dragoman.sip.SipListener;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ConfigurationReaderTest {
    private final ConfigurationReader reader = new ConfigurationReader(Mappings.load());

    private Configuration right(String text) {
        var outcome = reader.read("d.yaml", text);
        assertThat(outcome.problems()).isEmpty();
        return outcome.configuration();
    }

    private static final String TWO_PEERS =
            """
            peers:
              old: {protocol: h323, address: 192.0.2.10}
              new: {protocol: sip, address: 192.0.2.20}
            """;

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
        var all = reader.embedded();
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

    record Wrong(String name, String text, String problem) {}

    static final List<Wrong> WRONG =
            List.of(
                    new Wrong(
                            "a peer that speaks nothing",
                            "peers:\n  a: {address: 192.0.2.1, fast-start: on}\ndial-plan: []\n",
                            "d.yaml:2: peers.a.protocol: is missing; needed is one of h323, sip"),
                    new Wrong(
                            "an address that is none",
                            "peers:\n  a: {protocol: sip, address: 192.0.2.300}\n"
                                    + "  b: {protocol: sip, address: 192.0.2.1}\n",
                            "d.yaml:2: peers.a.address: \"192.0.2.300\" is wrong; allowed is a host"
                                    + " name or an IP address, with a port if it is not 5060"),
                    new Wrong(
                            "a source that is none",
                            "peers:\n  a: {protocol: h323, address: 192.0.2.1, from: [somewhere]}\n"
                                    + "  b: {protocol: sip, address: 192.0.2.1}\n",
                            "d.yaml:2: peers.a.from: \"somewhere\" is wrong; allowed is an IP"
                                    + " address or a network such as 192.0.2.0/24"),
                    new Wrong(
                            "a codec nobody knows",
                            "peers:\n  a: {protocol: h323, address: 192.0.2.1, codecs: [siren]}\n"
                                    + "  b: {protocol: sip, address: 192.0.2.1}\n",
                            "d.yaml:2: peers.a.codecs: \"siren\" is wrong; allowed is one of"
                                    + " pcmu, pcma, g722, g723, g729, gsm"),
                    new Wrong(
                            "a name that could be mistaken",
                            "peers:\n  \"a b\": {protocol: sip, address: 192.0.2.1}\n"
                                    + "dial-plan: []\n",
                            "d.yaml:2: peers.a b: is no name; allowed are up to 32 letters, digits,"
                                    + " dots, dashes and underscores"),
                    new Wrong(
                            "a target that is no peer",
                            TWO_PEERS + "dial-plan:\n  - to: [nobody]\n",
                            "d.yaml:5: dial-plan[1].to: \"nobody\" is wrong; allowed is one of old,"
                                    + " new, accounts, and where its number differs: strip COUNT, prefix"
                                    + " DIGITS"),
                    new Wrong(
                            "an expression that is none",
                            TWO_PEERS + "dial-plan:\n  - {number: /8(/, to: new}\n",
                            "d.yaml:5: dial-plan[1].number: \"/8(/\" is wrong"
                                    + "; allowed is a number, the beginning of one as 810*, an "
                                    + "expression as /8(\\d{10})/, or * for any"),
                    new Wrong(
                            "a replacement that names a group that is not there",
                            TWO_PEERS + "dial-plan:\n  - {rewrite: {replace: /8/$1/}, to: new}\n",
                            "d.yaml:5: dial-plan[1].rewrite.replace: \"/8/$1/\" is wrong"
                                    + "; allowed is /EXPRESSION/REPLACEMENT/, groups as $1"),
                    new Wrong(
                            "three peers and no plan",
                            TWO_PEERS + "  third: {protocol: sip, address: 192.0.2.30}\n",
                            "d.yaml:1: dial-plan: is missing; only with exactly two peers"
                                    + " is it clear where calls go"),
                    new Wrong(
                            "signalling on every address, and no address for media",
                            "h323: {listen: \"0.0.0.0:1720\"}\nsip: {listen: \"udp 0.0.0.0:5060\"}\n",
                            "d.yaml:1: media.address: is missing"
                                    + "; signalling listens on every address, so say which one "
                                    + "media has"),
                    new Wrong(
                            "a transport that is none",
                            "sip: {listen: \"sctp 127.0.0.1:5061\"}\n",
                            "d.yaml:1: sip.listen: \"sctp 127.0.0.1:5061\" is wrong"
                                    + "; allowed is udp, tcp or tls, then an IP address and a "
                                    + "port, such as \"udp 192.0.2.1:5060\""),
                    new Wrong(
                            "keys where all can read them",
                            "peers:\n  a: {protocol: sip, address: 192.0.2.1, srtp: optional}\n"
                                    + "  b: {protocol: sip, address: 192.0.2.2}\n",
                            "d.yaml:2: peers.a.srtp: needs transport: tls; or srtp-without-tls"
                                    + ": on, where whoever reads the messages may listen to "
                                    + "the calls"),
                    new Wrong(
                            "a peer by TLS and nothing that speaks it",
                            "peers:\n  a: {protocol: sip, address: 192.0.2.1, transport: tls}\n"
                                    + "  b: {protocol: sip, address: 192.0.2.2}\n",
                            "d.yaml:1: sip.listen: has no tls address, which peer a needs"),
                    new Wrong(
                            "a key without its certificate",
                            "sip: {tls-key: a.pem}\n",
                            "d.yaml:1: sip.tls-key: stands alone"
                                    + "; a certificate and its key come together"),
                    new Wrong(
                            "a fingerprint that is to be verified and not there",
                            "sip: {listen: \"tls 127.0.0.1\"}\npeers:\n"
                                    + "  a: {protocol: sip, address: 192.0.2.1, transport: tls,"
                                    + " verify: fingerprint}\n"
                                    + "  b: {protocol: sip, address: 192.0.2.2}\n",
                            "d.yaml:3: peers.a.verify: needs a fingerprint"),
                    new Wrong(
                            "a web server without TLS that the network reaches",
                            "web: {listen: http 192.0.2.1:8080}\n",
                            "d.yaml:1: web.listen: \"http 192.0.2.1:8080\" is wrong; allowed is https"
                                    + " or http, then an IP address and a port, such as \"https"
                                    + " 192.0.2.1:8443\"; http on loopback alone"),
                    new Wrong(
                            "an origin with a path",
                            "web: {origins: [https://www.example.com/shop]}\n",
                            "d.yaml:1: web.origins: \"https://www.example.com/shop\" is wrong;"
                                    + " allowed is an origin such as https://www.example.com, or"
                                    + " \"*\" for all"),
                    new Wrong(
                            "a certificate without a key",
                            "web: {certificate: a.pem}\n",
                            "d.yaml:1: web.certificate: stands alone; a certificate and its key come"
                                    + " together"),
                    new Wrong(
                            "a secret that can be guessed",
                            "web: {guests: {numbers: [\"800\"], token-secret: short}}\n",
                            "d.yaml:1: web.guests.token-secret: \"short\" is wrong; allowed is at"
                                    + " least 32 characters"),
                    new Wrong(
                            "a range of ports turned around",
                            "media: {ports: 30000-20000}\n",
                            "d.yaml:1: media.ports: \"30000-20000\" is wrong"
                                    + "; allowed is a range of ports such as 20000-29999"));

    @ParameterizedTest(name = "{0}")
    @FieldSource("WRONG")
    void what_is_wrong_is_told_with_its_line(Wrong wrong) {
        assertThat(reader.read("d.yaml", wrong.text()).problems())
                .singleElement()
                .hasToString(wrong.problem());
    }

    @Test
    void a_key_of_the_other_protocol_is_told_with_all_that_are_allowed() {
        var text =
                TWO_PEERS
                        + "  x:\n    protocol: sip\n    address: 192.0.2.1\n"
                        + "    fast-start: on\ndial-plan: [{to: new}]\n";
        assertThat(reader.read("d.yaml", text).problems())
                .singleElement()
                .asString()
                .matches(
                        "d\\.yaml:7: peers\\.x\\.fast-start: is not a key here; allowed are"
                                + " address, announcements, ([a-z0-9-]+, )+verify, video");
    }

    @Test
    void two_peers_from_the_command_line() {
        var outcome = QuickStart.read(reader, "127.0.0.10", "[::1]:5070", Optional.of("127.0.0.1"));
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.configuration().peers()).containsExactly("h323-peer", "sip-peer");
        assertThat(outcome.configuration().sip().peers().getFirst().port()).isEqualTo(5070);
        assertThat(outcome.configuration().dialPlan().rules()).hasSize(2);
    }

    @Test
    void the_address_to_listen_on_is_found_out() {
        var outcome = QuickStart.read(reader, "127.0.0.10", "127.0.0.20", Optional.empty());
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.configuration().h323().listen().getAddress().isLoopbackAddress())
                .isTrue();
    }

    @Test
    void mistakes_on_the_command_line_are_told_all_at_once() {
        var outcome = QuickStart.read(reader, "a b", "192.0.2.999", Optional.of("here"));
        assertThat(outcome.problems())
                .extracting(Problem::key)
                .containsExactly("--h323-peer", "--sip-peer");
    }

    @Test
    void what_is_played_is_read_with_its_files(@TempDir Path folder) throws Exception {
        var busy = Files.write(folder.resolve("busy.wav"), Silence.wav());
        var other = Files.write(folder.resolve("other.wav"), Silence.wav());
        var all =
                right(
                        """
                        media: {tones: de}
                        peers:
                          old:
                            protocol: h323
                            address: 192.0.2.10
                            tones: us
                            failure-tones: true
                            failure-tone-time: 5s
                            announcements: [17 %s, other %s]
                            dtmf: inband
                          new:
                            protocol: sip
                            address: 192.0.2.20
                            music-on-hold: %s
                            dtmf: inband
                        """
                                .formatted(busy, other, other));
        var old = all.policies().get("old").sounds();
        assertThat(old.failureTones()).isTrue();
        assertThat(old.toneTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(old.announcements()).isEqualTo(Map.of(17, busy.toString()));
        assertThat(old.otherAnnouncement()).contains(other.toString());
        assertThat(old.digitTones()).isTrue();
        var fresh = all.policies().get("new").sounds();
        assertThat(fresh.failureTones()).isFalse();
        assertThat(fresh.music()).contains(other.toString());
        assertThat(fresh.digitTones()).isTrue();
        var book = all.media().sounds();
        assertThat(book.recordings()).containsOnlyKeys(busy.toString(), other.toString());
        assertThat(book.trunkTones()).containsOnlyKeys("old");
        assertThat(book.tones()).isEqualTo(SoundBook.of("de").tones());
    }

    @Test
    void sounds_that_cannot_be_played_are_told() {
        var outcome =
                reader.read(
                        "d.yaml",
                        """
                        media: {tones: atlantis}
                        peers:
                          old:
                            protocol: h323
                            address: 192.0.2.10
                            announcements: [200 x.wav, 17 /nonexistent/x.wav]
                          new:
                            protocol: sip
                            address: 192.0.2.20
                            music-on-hold: /nonexistent/y.wav
                        """);
        assertThat(outcome.problems())
                .extracting(Problem::toString)
                .anyMatch(p -> p.contains("d.yaml:1") && p.contains("media.tones"))
                .anyMatch(p -> p.contains("d.yaml:6") && p.contains("200 x.wav"))
                .anyMatch(p -> p.contains("/nonexistent/x.wav cannot be read"))
                .anyMatch(p -> p.contains("/nonexistent/y.wav cannot be read"))
                .hasSize(4);
    }

    /// 10 ms of nothing, as a WAV file.
    private static final class Silence {
        static byte[] wav() {
            return HexFormat.of()
                    .parseHex(
                            "52494646c4000000574156"
                                    + "45666d74201000000001000100401f0000803e000002001000"
                                    + "64617461a0000000"
                                    + "00".repeat(160));
        }
    }

    @Test
    void accounts_log_in_with_hashes_alone() {
        var all =
                right(
                        """
                        accounts:
                          realm: example.org
                          register-most: 30m
                          digests: md5
                          codecs: [pcma, opus]
                          srtp: required
                          list:
                            - number: 1001
                              name: Anna
                              md5: 939e7578ed9e3c518a452acee763bce9
                              sha256: %s
                              may-call: [7*, "112"]
                        dial-plan:
                          - {from: accounts, to: new}
                          - {from: new, to: accounts prefix 10}
                        """
                                        .formatted("0".repeat(64))
                                + TWO_PEERS);
        var account = all.accounts().fixed().getFirst();
        assertThat(account.number()).isEqualTo("1001");
        assertThat(account.secret().realm()).isEqualTo("example.org");
        assertThat(account.mayCall("112")).isTrue();
        assertThat(account.mayCall("113")).isFalse();
        assertThat(all.accounts().registrar().most()).isEqualTo(Duration.ofMinutes(30));
        var phones = all.accounts().registrar().phones();
        assertThat(phones.codecs()).extracting(Codec::name).containsExactly("PCMA", "OPUS");
        assertThat(all.accounts().codecs().mayOffer(Codec.PCMU)).isFalse();
        assertThat(phones.security().isBarred(false)).isTrue();
        assertThat(phones.security().isBarred(true)).isFalse();
    }

    @Test
    void mistakes_in_accounts_are_named() {
        var outcome =
                reader.read(
                        "d.yaml",
                        """
                        accounts:
                          list:
                            - {number: abc, password: x}
                        peers:
                          accounts: {protocol: sip, address: 192.0.2.20}
                        """);
        assertThat(outcome.problems())
                .extracting(Problem::toString)
                .anyMatch(p -> p.contains("accounts.list[1].number: \"abc\" is wrong"))
                .anyMatch(p -> p.contains("md5: is missing"))
                .anyMatch(p -> p.contains("password: is not a key here"))
                .anyMatch(p -> p.contains("is what all accounts or guests together are called"));
    }
}
