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
}
