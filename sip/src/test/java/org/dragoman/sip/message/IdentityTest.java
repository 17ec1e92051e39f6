package org.dragoman.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.core.call.TelephoneNumber;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.SipPeerChange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class IdentityTest {
    private static final Mappings MAPPINGS = Mappings.load();

    /// - {@code number}: with + where international; {@code name}: display name, or empty.
    record Caller(
            String headers, boolean trusted, String number, String name, Presentation shown) {}

    static final List<Caller> CALLERS =
            List.of(
                    new Caller("From: <sip:100@h>", true, "100", "", Presentation.ALLOWED),
                    new Caller(
                            "From: \"A \\\"B\\\" C\" <sip:+4930123@h;user=phone>;tag=1",
                            true,
                            "+4930123",
                            "A \"B\" C",
                            Presentation.ALLOWED),
                    new Caller("From: sip:100@h;tag=1", true, "100", "", Presentation.ALLOWED),
                    new Caller(
                            "From: <tel:+49-30.12(3)>", true, "+4930123", "", Presentation.ALLOWED),
                    new Caller(
                            "From: <sip:100@h>\nP-Asserted-Identity: \"Real\" <sip:+44123@h>",
                            true,
                            "+44123",
                            "Real",
                            Presentation.ALLOWED),
                    new Caller(
                            "From: <sip:100@h>\nP-Asserted-Identity: <sip:+44123@h>",
                            false,
                            "100",
                            "",
                            Presentation.ALLOWED),
                    new Caller(
                            "From: <sip:x@h>\nP-Asserted-Identity: \"N\" <sip:joe@h>, <tel:+44123>",
                            true,
                            "+44123",
                            "N",
                            Presentation.ALLOWED),
                    // S6: tokens in any case; the number is known and stays hidden
                    new Caller(
                            "From: \"Anonymous\" <sip:anonymous@anonymous.invalid>\n"
                                    + "P-Asserted-Identity: <sip:+44123@h>\nPrivacy: ID",
                            true,
                            "+44123",
                            "",
                            Presentation.RESTRICTED),
                    new Caller(
                            "From: <sip:100@h>\nPrivacy: header; Id",
                            true,
                            "100",
                            "",
                            Presentation.RESTRICTED),
                    new Caller(
                            "From: <sip:100@h>\nPrivacy: none",
                            true,
                            "100",
                            "",
                            Presentation.ALLOWED),
                    new Caller(
                            "From: <sip:100@h>\nPrivacy: off",
                            true,
                            "100",
                            "",
                            Presentation.ALLOWED),
                    new Caller(
                            "From: \"Anonymous\" <sip:anonymous@h>",
                            true,
                            "",
                            "",
                            Presentation.RESTRICTED),
                    new Caller(
                            "From: <sip:gw@h>\n"
                                    + "Remote-Party-ID: \"R\" <sip:555@h>;party=calling;"
                                    + "screen=yes;privacy=full",
                            true,
                            "555",
                            "R",
                            Presentation.RESTRICTED),
                    // H17: a zero-length caller
                    new Caller("From: <sip:h>", true, "", "", Presentation.ALLOWED),
                    new Caller("From: <sip:@h>", true, "", "", Presentation.ALLOWED),
                    new Caller("From: ", true, "", "", Presentation.NOT_AVAILABLE),
                    new Caller("From: <http://h>", true, "", "", Presentation.NOT_AVAILABLE),
                    // H33: names that look like numbers or addresses
                    new Caller("From: <sip:1234.5@h>", true, "", "", Presentation.ALLOWED),
                    new Caller("From: <sip:10.0.0.1@h>", true, "", "", Presentation.ALLOWED),
                    new Caller("From: <sip:BABA@h>", true, "", "", Presentation.ALLOWED),
                    new Caller("From: <sip:%2B4912@h>", true, "+4912", "", Presentation.ALLOWED));

    private static SipRequest request(String uri, String headers) {
        var all =
                headers.lines()
                        .map(
                                l ->
                                        new Headers.Header(
                                                l.substring(0, l.indexOf(':')),
                                                l.substring(l.indexOf(':') + 1).strip()))
                        .toList();
        return new SipRequest("INVITE", uri, new Headers(all), Optional.empty());
    }

    @ParameterizedTest
    @FieldSource("CALLERS")
    void readsWhoCalls(Caller c) {
        var party =
                new IdentityReader(c.trusted(), MAPPINGS).caller(request("sip:2@h", c.headers()));
        assertThat(text(party)).isEqualTo(c.number());
        assertThat(party.displayName().orElse("")).isEqualTo(c.name());
        assertThat(party.presentation()).isEqualTo(c.shown());
    }

    private static String text(Party party) {
        return party.number()
                .map(n -> (n.type() == TelephoneNumber.Type.INTERNATIONAL ? "+" : "") + n.digits())
                .orElse("");
    }

    @Test
    void namesAreAliases() {
        var reader = new IdentityReader(true, MAPPINGS);
        var called = reader.called(request("sip:joe.smith@example.com", "From: <sip:1@h>"));
        assertThat(called.number()).isEmpty();
        assertThat(called.aliases()).containsExactly("joe.smith");
        assertThat(called.uri()).contains("sip:joe.smith@example.com");
        assertThat(reader.called(request("tel:863-1234;phone-context=+1-914", "")).digits())
                .isEqualTo("8631234");
    }

    @Test
    void assertedIdentityIsVouchedForByTheNetwork() {
        var headers = "From: <sip:1@h>\nP-Asserted-Identity: <sip:2@h>";
        assertThat(new IdentityReader(true, MAPPINGS).caller(request("sip:2@h", headers)))
                .extracting(Party::screening)
                .isEqualTo(Screening.NETWORK_PROVIDED);
    }

    @Test
    void diversionsAreReadMostRecentFirst() {
        var headers =
                "From: <sip:1@h>\n"
                        + "Diversion: <sip:+49301@h>;reason=user-busy;counter=1,"
                        + " \"B\" <sip:22@h>;reason=\"no-answer\";privacy=full\n"
                        + "Diversion: <sip:33@h>;reason=unconditional";
        var found =
                new IdentityReader(true, MAPPINGS)
                        .redirections(request("sip:2@h", headers).headers());
        assertThat(found).extracting(r -> r.party().digits()).containsExactly("49301", "22", "33");
        assertThat(found).extracting(CallRequest.Redirection::reason).containsExactly(1, 2, 15);
        assertThat(found.get(1).party().isRestricted()).isTrue();
    }

    private static IdentityWriter writer(UnaryOperator<SipPeerChange> change) {
        var peer = change.apply(SipPeer.of("p", "192.0.2.9", 5060).with()).build();
        return new IdentityWriter(peer, "192.0.2.1", MAPPINGS);
    }

    /// S6: From is anonymous when the caller is restricted, and only a trusted peer is told.
    @Test
    void s6WhatIsRestrictedStaysRestricted() {
        var party =
                Party.ofNumber("100")
                        .withDisplayName("Ann")
                        .withPresentation(Presentation.RESTRICTED);
        for (boolean trusted : new boolean[] {true, false}) {
            for (var identity : SipPeer.Identity.values()) {
                var writer = writer(p -> p.trusted(trusted).identity(identity));
                assertThat(writer.from(party).toString())
                        .isEqualTo("\"Anonymous\" <sip:anonymous@anonymous.invalid>");
                var headers = writer.identity(party);
                boolean told = trusted && identity != SipPeer.Identity.FROM_ONLY;
                assertThat(headers.toString().contains("100"))
                        .as(identity + " " + trusted)
                        .isEqualTo(told);
                assertThat(headers.first("Privacy").orElse(""))
                        .isEqualTo(identity == SipPeer.Identity.REMOTE_PARTY ? "" : "id");
            }
        }
        assertThat(
                        writer(p -> p.identity(SipPeer.Identity.REMOTE_PARTY))
                                .identity(party)
                                .list("Remote-Party-ID"))
                .containsExactly(
                        "\"Ann\" <sip:100@192.0.2.1>;party=calling;screen=no;privacy=full");
    }

    @Test
    void numbersAreWrittenAsThePeerWantsThem() {
        var abroad = Party.of(TelephoneNumber.international("4930123"));
        assertThat(writer(p -> p).called(abroad)).isEqualTo("sip:+4930123@192.0.2.9");
        assertThat(writer(p -> p.plus(false).userPhone(true)).called(abroad))
                .isEqualTo("sip:4930123@192.0.2.9;user=phone");
        assertThat(writer(p -> p.domain("carrier.example").address("h", 5070)).called(abroad))
                .isEqualTo("sip:+4930123@carrier.example");
        assertThat(writer(p -> p.address("h", 5070)).called(Party.ofNumber("*31#5")))
                .isEqualTo("sip:*31%235@h:5070");
        assertThat(writer(p -> p).called(Party.UNKNOWN.withAliases(List.of("joe smith"))))
                .isEqualTo("sip:joe%20smith@192.0.2.9");
        assertThat(writer(p -> p).called(Party.UNKNOWN)).isEqualTo("sip:192.0.2.9");
        assertThat(writer(p -> p).from(Party.UNKNOWN).toString())
                .isEqualTo("<sip:unavailable@192.0.2.1>");
    }

    @Test
    void aDisplayNameCannotBeginAHeaderOfItsOwn() {
        var from = writer(p -> p).from(Party.ofNumber("1").withDisplayName("a\r\nVia: \"x"));
        assertThat(from.toString()).isEqualTo("\"aVia: \\\"x\" <sip:1@192.0.2.1>");
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        var party = Party.of(TelephoneNumber.international("4930123")).withDisplayName("Änn \\ \"");
        var writer = writer(p -> p);
        var request =
                new SipRequest(
                        "INVITE",
                        writer.called(party),
                        Headers.NONE
                                .with("From", writer.from(party).toString())
                                .with(writer.identity(party)),
                        Optional.empty());
        var reader = new IdentityReader(true, MAPPINGS);
        assertThat(reader.caller(request))
                .isEqualTo(party.withScreening(Screening.NETWORK_PROVIDED));
        assertThat(reader.called(request).number()).isEqualTo(party.number());
    }
}
