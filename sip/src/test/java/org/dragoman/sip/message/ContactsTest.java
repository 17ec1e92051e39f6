package org.dragoman.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.dragoman.core.call.Party;
import org.junit.jupiter.api.Test;

class ContactsTest {
    @Test
    void theOneThePeerLikesBestComesFirst() {
        var response =
                SipResponse.of(300, "")
                        .with("Contact", "<sip:1@a.example>;q=0.2, <sip:2@a.example>;q=0.75")
                        .with("Contact", "<sip:3@a.example>")
                        .with("Contact", "<sip:4@a.example>;q=0.75")
                        .with("Contact", "<sip:5@a.example>;q=1.5") // not a q: as if not said
                        .with("Contact", "<sip:6@a.example>;q=0")
                        .with("Contact", "nonsense");
        assertThat(Contacts.of(response).stream().map(Party::digits))
                .containsExactly("3", "5", "2", "4", "1", "6");
    }

    @Test
    void aLongListIsCut() {
        var response = SipResponse.of(302, "");
        for (int i = 0; i < 50; i++) {
            response = response.with("Contact", "<sip:" + i + "@a.example>");
        }
        assertThat(Contacts.of(response)).hasSize(10).first().isEqualTo(Party.ofNumber("0"));
    }
}
