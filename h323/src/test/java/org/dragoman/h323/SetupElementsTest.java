package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.h323.Rig.ANYBODY;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.asn1.per.Octets;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Elements;
import org.dragoman.core.call.Elements.Edit;
import org.dragoman.core.call.Elements.Element;
import org.dragoman.core.call.Extras;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.BearerCapability;
import org.dragoman.h323.q931.InformationElement.Display;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.ProgressIndicator;
import org.dragoman.h323.q931.InformationElement.Unrecognized;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Information elements that rules keep, drop and set, on the wire.
class SetupElementsTest {
    private static final H323Behaviour QUIET =
            H323Behaviour.DEFAULT.with(b -> b.keepAlive = Duration.ZERO);
    // Q.931 §4.5.8: NSAP, even number, then X.213's AFI 50 (IA5) and "12"
    private static final Octets SUBADDRESS = Octets.parseHex("80503132");
    // Q.931 §4.5.17: presentation of profile, telephony
    private static final Octets TELEPHONY = Octets.parseHex("9181");

    private static InformationElement raw(int code, Octets content) {
        return new Unrecognized(0, code, content);
    }

    @Test
    void what_a_setup_carries_can_be_matched_and_kept() throws Exception {
        try (var rig = new Rig(QUIET, ANYBODY);
                var peer = rig.call()) {
            peer.send(
                    MessageType.SETUP,
                    UserInformation.builder()
                            .h245Tunnelling(true)
                            .userData(Octets.parseHex("04686921")),
                    BearerCapability.AUDIO_3_1_KHZ,
                    new ProgressIndicator(0, 3),
                    new Display("Anna"),
                    raw(0x6D, SUBADDRESS),
                    new PartyNumber(Role.CALLED, 0, 1, Optional.empty(), OptionalInt.empty(), "1"),
                    raw(0x7D, TELEPHONY));
            var request = rig.arrival().sees(LegEvent.Offered.class).request();
            assertThat(request.extras().elements().received())
                    .containsExactlyInAnyOrder(
                            new Element("bearer-capability", "9090a3"),
                            new Element("progress-indicator", "8083"),
                            new Element("display", "Anna"),
                            new Element("calling-party-subaddress", "80503132"),
                            new Element("high-layer-compatibility", "9181"),
                            new Element("user-user", "04686921"));
            assertThat(request.extras().received())
                    .containsExactly(new Extras.Field("User-to-User", "04686921;encoding=hex"));
            assertThat(request.extras().elements().sent()).isEmpty();
        }
    }

    private static CallRequest request(Elements received, Edit... edits) {
        return CallRequest.of(
                        Party.ofNumber("4930111").withDisplayName("Anna"),
                        Party.ofNumber("106"),
                        Optional.of(Rig.G711))
                .withExtras(Extras.NONE.withElements(received.edited(List.of(edits))));
    }

    private static RawPeer.Heard setup(CallRequest request) throws Exception {
        try (var rig = new Rig(QUIET)) {
            rig.dial(request);
            try (var peer = rig.door.open()) {
                return peer.hear(MessageType.SETUP);
            }
        }
    }

    private static Optional<Octets> content(Q931Message message, int code) {
        return message.elements().stream()
                .filter(e -> e.code() == code)
                .map(org.dragoman.h323.q931.Q931Codec::content)
                .findFirst();
    }

    @Test
    void a_setup_says_what_the_rules_have_made_of_it() throws Exception {
        var received = Elements.NONE.withReceived("bearer-capability", "9090a3");
        var heard =
                setup(
                        request(
                                received,
                                new Edit.Keep("bearer-capability"),
                                new Edit.Drop("calling-party-number"),
                                new Edit.Put(new Element("display", "Café")),
                                new Edit.Put(new Element("high-layer-compatibility", "9181")),
                                new Edit.Put(new Element("user-user", "04686921"))));
        var message = heard.message();
        assertThat(content(message, 0x04)).contains(Octets.parseHex("9090a3"));
        assertThat(content(message, 0x28)).contains(Octets.parseHex("436166e9")); // Latin-1
        assertThat(content(message, 0x7D)).contains(TELEPHONY);
        assertThat(message.number(Role.CALLING)).isEmpty();
        assertThat(message.number(Role.CALLED)).isPresent();
        assertThat(heard.info().userData()).contains(Octets.parseHex("04686921"));
        assertThat(message.elements().stream().map(InformationElement::code))
                .as("in order, each once")
                .isEqualTo(
                        message.elements().stream()
                                .map(InformationElement::code)
                                .distinct()
                                .sorted(
                                        (a, b) ->
                                                Integer.compare(
                                                        a >= 0x80 ? -1 : a, b >= 0x80 ? -1 : b))
                                .toList());
    }

    @Test
    void without_rules_a_setup_is_as_it_was() throws Exception {
        var heard = setup(request(Elements.NONE.withReceived("display", "Other")));
        assertThat(heard.message().display()).contains("Anna");
        assertThat(heard.info().userData()).isEmpty();
    }

    @Test
    void what_names_a_caller_that_hides_is_not_kept() throws Exception {
        var received =
                Elements.NONE
                        .withReceived("display", "Secret")
                        .withReceived("calling-party-subaddress", "80503132");
        var request =
                request(
                        received,
                        new Edit.Keep("display"),
                        new Edit.Keep("calling-party-subaddress"));
        var hidden =
                request.withFrom(request.from().withPresentation(Party.Presentation.RESTRICTED));
        var message = setup(hidden).message();
        assertThat(message.display()).isEmpty();
        assertThat(content(message, 0x6D)).isEmpty();
        assertThat(content(setup(request).message(), 0x6D)).contains(SUBADDRESS);
    }

    @ParameterizedTest
    @CsvSource({"04", "''"})
    void user_data_without_information_is_not_sent(String hex) throws Exception {
        var put = new Edit.Put(new Element("user-user", hex));
        assertThat(setup(request(Elements.NONE, put)).info().userData()).isEmpty();
    }
}
