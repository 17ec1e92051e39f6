package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.gateway.config.Written.READER;
import static org.dragoman.gateway.config.Written.TWO_PEERS;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What is wrong in a file is told with its line, all of it at once.
class ConfigurationMistakesTest {
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
        assertThat(READER.read("d.yaml", wrong.text()).problems())
                .singleElement()
                .hasToString(wrong.problem());
    }

    @Test
    void a_key_of_the_other_protocol_is_told_with_all_that_are_allowed() {
        var text =
                TWO_PEERS
                        + "  x:\n    protocol: sip\n    address: 192.0.2.1\n"
                        + "    fast-start: on\ndial-plan: [{to: new}]\n";
        assertThat(READER.read("d.yaml", text).problems())
                .singleElement()
                .asString()
                .matches(
                        "d\\.yaml:7: peers\\.x\\.fast-start: is not a key here; allowed are"
                                + " address, announcements, ([a-z0-9-]+, )+verify, video");
    }
}
