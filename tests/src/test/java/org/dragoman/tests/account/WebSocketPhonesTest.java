package org.dragoman.tests.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.WebSocketPhone;
import org.dragoman.tests.peer.WebSocketPhone.Library;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// SIP in JavaScript: JsSIP and SIP.js log in by WebSocket. Calls with sound, in a browser, are
/// tested elsewhere; here are the words that go over the WebSocket.
class WebSocketPhonesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static Dragoman gateway;

    @BeforeAll
    static void start() {
        Peers.require(Peers.NODE, Peers.PAGES);
        String address = Loopback.next();
        gateway =
                Dragoman.start(
                        new DragomanSettings(
                                        "websocket-phones",
                                        address,
                                        List.of(),
                                        List.of(),
                                        List.of())
                                .with(
                                        "web: {listen: [\"http " + address + ":8080\"]}\n",
                                        Accounts.of("2001", "2002", "2003", "2004")));
    }

    @AfterAll
    static void stop() {
        if (gateway != null) {
            gateway.close();
        }
    }

    private static WebSocketPhone phone(Library library, String number, String password) {
        var url = "ws://" + gateway.address() + ":8080/sip";
        return WebSocketPhone.start(library, url, number, password, "example.test");
    }

    private static String number(Library library) {
        return "200" + (library.ordinal() + 1);
    }

    @ParameterizedTest
    @EnumSource
    void registers_and_takes_itself_back(Library library) {
        var number = number(library);
        try (var phone = phone(library, number, Accounts.password(number))) {
            phone.does("start").await("registered", SOON);
            phone.does("stop").await("unregistered", SOON);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_wrong_password_is_refused(Library library) {
        try (var phone = phone(library, number(library), "guess")) {
            assertThat(phone.does("start").await("refused", SOON)).contains("401");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "JSSIP")
    void comes_back_after_its_network_failed(Library library) {
        var number = number(library);
        try (var phone = phone(library, number, Accounts.password(number))) {
            phone.does("start").await("registered", SOON);
            phone.does("cut").await("disconnected", SOON);
            phone.await("registered", SOON);
        }
    }

    /// ```
    /// 2003 (JsSIP or SIP.js)        Dragoman        2004 (the other)
    ///   INVITE ───────────────────────▶│ (401, INVITE)
    ///                                  │ INVITE ─────────────▶
    ///   ◀──────────────────── 180, 200 │◀───────────── 180, 200
    ///   INFO dtmf-relay ──────────────▶│
    ///   BYE ──────────────────────────▶│ BYE ────────────────▶
    /// ```
    @ParameterizedTest
    @EnumSource
    void two_pages_call_one_another(Library library) {
        var other = library == Library.JSSIP ? Library.SIPJS : Library.JSSIP;
        try (var calling = phone(library, "2003", Accounts.password("2003"));
                var called = phone(other, "2004", Accounts.password("2004"))) {
            calling.does("start").await("registered", SOON);
            called.does("start").await("registered", SOON);
            calling.does("call 2004");
            assertThat(called.await("incoming", SOON)).isEqualTo("incoming 2003");
            calling.await("ringing", SOON);
            called.does("answer").await("confirmed", SOON);
            calling.await("confirmed", SOON);
            assertThat(calling.output()).contains("remote ice-lite=true setup=active mux=true");
            assertThat(called.output()).contains("remote ice-lite=true setup=actpass mux=true");
            calling.does("digit 5");
            calling.does("bye").await("ended", SOON);
            called.await("ended", SOON);
            assertThat(calling.output() + called.output()).doesNotContain("error");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_page_that_is_left_ends_its_call(Library library) {
        try (var calling = phone(library, "2003", Accounts.password("2003"));
                var called = phone(Library.JSSIP, "2004", Accounts.password("2004"))) {
            calling.does("start").await("registered", SOON);
            called.does("start").await("registered", SOON);
            calling.does("call 2004");
            called.await("incoming", SOON);
            called.does("answer").await("confirmed", SOON);
            calling.await("confirmed", SOON);
            calling.does("leave");
            called.await("ended", Duration.ofSeconds(5));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "JSSIP")
    void a_call_outlives_a_network_that_fails_and_comes_back(Library library) {
        try (var calling = phone(library, "2003", Accounts.password("2003"));
                var called = phone(library, "2004", Accounts.password("2004"))) {
            calling.does("start").await("registered", SOON);
            called.does("start").await("registered", SOON);
            calling.does("call 2004");
            called.await("incoming", SOON);
            called.does("answer").await("confirmed", SOON);
            calling.await("confirmed", SOON);
            called.does("cut").await("disconnected", SOON);
            called.await("registered", SOON);
            calling.does("hold").does("unhold").does("bye").await("ended", SOON);
            assertThat(called.await("ended", SOON)).contains("remote");
        }
    }
}
