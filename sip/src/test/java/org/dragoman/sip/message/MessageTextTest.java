package org.dragoman.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    private static final SipRequest INVITE =
            new SipRequest(
                    "INVITE",
                    "sip:2002@192.0.2.9",
                    Headers.NONE
                            .with("From", "<sip:1001@192.0.2.1>;tag=a")
                            .with("To", "<sip:2002@192.0.2.9>")
                            .with("Call-ID", "one")
                            .with("CSeq", "1 INVITE"),
                    Optional.of(Body.sdp("v=0\r\ns=é\r\n")));

    private static String text(SipMessage message) {
        return new String(MessageText.of(message), StandardCharsets.UTF_8);
    }

    @Test
    void a_request_is_written_with_the_length_of_its_body_in_octets() {
        assertThat(text(INVITE))
                .isEqualTo(
                        "INVITE sip:2002@192.0.2.9 SIP/2.0\r\n"
                                + "From: <sip:1001@192.0.2.1>;tag=a\r\n"
                                + "To: <sip:2002@192.0.2.9>\r\n"
                                + "Call-ID: one\r\n"
                                + "CSeq: 1 INVITE\r\n"
                                + "Content-Type: application/sdp\r\n"
                                + "Content-Length: 11\r\n"
                                + "\r\n"
                                + "v=0\r\ns=é\r\n");
    }

    @Test
    void a_response_has_what_is_copied_from_its_request() {
        var ringing = Copied.from(INVITE, SipResponse.of(180, "b").with("Contact", "<sip:x>"));
        assertThat(text(ringing))
                .isEqualTo(
                        "SIP/2.0 180 Ringing\r\n"
                                + "From: <sip:1001@192.0.2.1>;tag=a\r\n"
                                + "To: <sip:2002@192.0.2.9>;tag=b\r\n"
                                + "Call-ID: one\r\n"
                                + "CSeq: 1 INVITE\r\n"
                                + "Contact: <sip:x>\r\n"
                                + "Content-Length: 0\r\n\r\n");
        var again = new SipRequest("BYE", "sip:x", ringing.headers(), Optional.empty());
        assertThat(Copied.from(again, SipResponse.of(200, "c")).to().tag()).contains("b");
    }
}
