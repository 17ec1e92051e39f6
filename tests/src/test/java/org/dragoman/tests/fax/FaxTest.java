package org.dragoman.tests.fax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.dragoman.tests.peer.AsteriskCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A page goes from one fax machine to another and is the same when it arrives.
@Execution(ExecutionMode.CONCURRENT)
class FaxTest {
    private static final Duration SOON = Duration.ofSeconds(40);

    /// A page takes as long as on the telephone: training, page, confirmation.
    private static final Duration PAGE = Duration.ofSeconds(90);

    private static FaxLab lab;

    @BeforeAll
    static void start() {
        lab = FaxLab.start();
    }

    @AfterAll
    static void end() {
        try {
            lab.judge();
        } finally {
            lab.close();
        }
    }

    /// ```
    /// Asterisk, SendFAX        Dragoman          Asterisk, ReceiveFAX
    ///  │ INVITE or Setup           │ INVITE or Setup      │
    ///  │──────────────────────────▶│─────────────────────▶│
    ///  │       sound both ways     │                      │
    ///  │ m=image or RequestMode    │ m=image, RequestMode │
    ///  │◀──────────────────────────│◀─────────────────────│
    ///  │       UDPTL both ways     │                      │
    ///  │◀─────────────────────────▶│◀────────────────────▶│
    ///  │ BYE or ReleaseComplete    │                      │
    ///  │──────────────────────────▶│─────────────────────▶│
    /// ```
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"sip,sip", "sip,h323", "h323,sip", "h323,h323"})
    void a_page_goes_by_t38(String from, String to) {
        var number = lab.number("33");
        arrives(lab.send(from, to, number), number, "T38");
    }

    /// The receiving side asks for T.38, the sending side refuses it (488, RequestModeReject), and
    /// the modems go on in G.711. Not towards H.323: Asterisk 22 chan_ooh323 gives its own fax up
    /// where RequestMode is refused.
    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"sip,sip", "h323,sip"})
    void a_page_goes_as_sound_where_one_side_refuses_t38(String from, String to) {
        var number = lab.number("33");
        arrives(lab.sendAsSound(from, to, number), number, "audio");
    }

    private static void arrives(AsteriskCall sending, String number, String mode) {
        AsteriskCall receiving = lab.receiver().awaitIncoming(number, SOON);
        var received = receiving.awaitFax(PAGE);
        var sent = sending.awaitFax(PAGE);
        assertThat(sent.status()).as(sent.toString()).isEqualTo("SUCCESS");
        assertThat(received.status()).as(received.toString()).isEqualTo("SUCCESS");
        assertThat(received.mode()).isEqualTo(mode);
        assertThat(sent.mode()).isEqualTo(mode);
        assertThat(received.pages()).isEqualTo(1);
        var page = Page.read(lab.receiver().spooled(number + ".tif"));
        assertThat(FaxLab.PAGE.dotsThatDiffer(page)).isZero();
    }
}
