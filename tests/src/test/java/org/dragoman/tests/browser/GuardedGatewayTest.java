package org.dragoman.tests.browser;

import static org.dragoman.tests.browser.BrowserLab.SIPP_HERTZ;
import static org.dragoman.tests.browser.BrowserLab.SOON;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.account.Secret;
import org.dragoman.tests.peer.Browser.Look;
import org.dragoman.tests.peer.Browser.Page;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.SippCall;
import org.dragoman.tests.peer.SippScenario;
import org.dragoman.tests.peer.TurnServer;
import org.dragoman.webrtc.signal.GuestToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A gateway that trusts little: guests need a token of the shop's own server and call seldom, and
/// browsers send what they say through a TURN server.
@UsesBrowserLab
class GuardedGatewayTest {
    private static final String SECRET = "a secret that no page is ever shown, of the shop";
    private static final String NUMBER = "7001";
    private static final String ACCOUNT = "1001";
    private static final int PHONE = 5_240;
    private static final int CALLS_PER_ADDRESS = 2;

    private final String address = Loopback.next();
    private final String phones = Loopback.next();
    private Optional<TurnServer> turn = Optional.empty();
    private Optional<Dragoman> gateway = Optional.empty();
    private int tokens;

    @BeforeEach
    void start(BrowserLab lab) throws IOException {
        turn = Optional.of(new TurnServer("turn-guarded"));
        gateway =
                Optional.of(
                        Dragoman.start(
                                new DragomanSettings(
                                                "guarded",
                                                address,
                                                List.of(),
                                                List.of(
                                                        new SipTrunk(
                                                                "shop", phones, PHONE, "early")),
                                                List.of(new Route("7", 0, "shop")))
                                        .with(sections(lab))));
    }

    private String sections(BrowserLab lab) {
        var secret = Secret.of(ACCOUNT, "dragoman", BrowserLab.PASSWORD);
        return """
        web:
          listen: ["https %1$s:8443"]
          origins: ["%2$s"]
          guests:
            numbers: ["7*"]
            token-secret: "%3$s"
            calls-per-address: %4$d
            calls-per-number: 1
        webrtc: {listen: ["%1$s"], servers: ["%5$s"]}
        accounts:
          list:
            - {number: "%6$s", md5: "%7$s", sha256: "%8$s", may-call: ["*"]}
        """
                .formatted(
                        address,
                        lab.pages().origin(),
                        SECRET,
                        CALLS_PER_ADDRESS,
                        turn.orElseThrow().forGateway("udp"),
                        ACCOUNT,
                        secret.md5(),
                        secret.sha256());
    }

    @AfterEach
    void end() {
        gateway.ifPresent(Dragoman::close);
        turn.ifPresent(TurnServer::close);
    }

    private String web() {
        return "https://" + address + ":8443";
    }

    private SippCall phone() {
        var scenario = SippScenario.callee().ring().answer().expectHangUp();
        return SippCall.answer(scenario, SippCall.Settings.at(phones, PHONE));
    }

    /// A shop whose server gives its visitors this token; none where there is none.
    private Page shop(BrowserLab lab, Optional<String> token) {
        var name = "guarded-" + tokens++;
        var where = token.map(t -> lab.pages().say(name + ".json", "{\"token\": \"" + t + "\"}"));
        var words =
                Map.of(
                        "web",
                        web(),
                        "to",
                        NUMBER,
                        "more",
                        where.map(url -> "data-token-url=\"" + url + "\"").orElse(""));
        var page =
                lab.browser()
                        .open(lab.pages().make(name + ".html", "shop.html", words), Look.PHONE);
        page.click("button:has-text('Call us')");
        return page;
    }

    private static String token(String to, Duration good) {
        var until = InstantSource.system().instant().plus(good);
        return new GuestToken(to, until, Optional.of("Carol")).write(SECRET);
    }

    @Test
    void a_guest_needs_a_good_token_and_calls_seldom(BrowserLab lab) {
        var minute = Duration.ofMinutes(1);
        var good = Optional.of(token(NUMBER, minute));
        for (var bad :
                List.of(
                        Optional.<String>empty(),
                        Optional.of("no.token.atall"),
                        Optional.of(token("7002", minute)),
                        Optional.of(token(NUMBER, minute.negated())))) {
            try (var page = shop(lab, bad)) {
                page.awaitText("[role=status]", "This is not allowed.");
            }
        }
        try (var phone = phone();
                var page = shop(lab, good)) {
            page.awaitText("[role=status]", "Talking");
            try (var second = shop(lab, good)) { // the number takes one guest at a time
                second.awaitText("[role=status]", "There are too many calls already.");
            }
            page.click("button:has-text('Hang up')");
            page.awaitText("[role=status]", "The call has ended.");
            phone.awaitEnd(SOON);
        }
        try (var third = shop(lab, good)) { // the address has called twice in this hour
            third.awaitText("[role=status]", "There are too many calls already.");
        }
    }

    /// The page uses the server that the gateway told it of, and nothing else is left to it.
    @Test
    void a_page_that_may_use_nothing_but_the_turn_server_is_heard_and_hears(BrowserLab lab) {
        try (var phone = phone();
                var page = lab.softphone(web(), ACCOUNT, Look.PHONE)) {
            page.eval(
                    """
                    (() => {
                      const Plain = RTCPeerConnection;
                      globalThis.RTCPeerConnection = class extends Plain {
                        constructor(c) { super({ ...c, iceTransportPolicy: 'relay' }); }
                      };
                    })()""");
            BrowserLab.dial(page, NUMBER);
            page.awaitText("#talk-state", "Talking");
            BrowserLab.awaitTone(page, SIPP_HERTZ);
            page.click("#hangup");
            page.awaitVisible("#dial");
            phone.awaitEnd(SOON);
        }
    }
}
