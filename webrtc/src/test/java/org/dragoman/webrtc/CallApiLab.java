package org.dragoman.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.link.WebSocketLink;
import org.dragoman.core.testing.FakeMediaPort;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.core.testing.LegHarness;
import org.dragoman.webrtc.signal.LoginProof;

/// The call API among accounts, calls and histories that a test sees and rules.
final class CallApiLab {
    private static final String CNONCE = "0123456789abcdef";
    static final Account ANNA = account("1001", Account.Protocol.WEBRTC);
    static final Account PHONE = account("1002", Account.Protocol.SIP);

    final FakeTime time = new FakeTime();
    final Registrations registrations = new Registrations(time);
    final List<LegHarness> opened = new ArrayList<>();
    boolean full;

    private static Account account(String number, Account.Protocol protocol) {
        return new Account(
                number,
                Optional.of("Anna"),
                Secret.of(number, "dragoman", "secret"),
                Set.of(protocol),
                List.of());
    }

    private final Accounts accounts =
            new Accounts() {
                @Override
                public String realm() {
                    return "dragoman";
                }

                @Override
                public Optional<Account> find(String number) {
                    return all().stream().filter(a -> a.number().equals(number)).findFirst();
                }

                @Override
                public List<Account> all() {
                    return List.of(ANNA, PHONE);
                }
            };

    private final CallEntrance entrance =
            new CallEntrance() {
                @Override
                public <L extends CallLeg> Optional<L> open(
                        String trunk, Function<LegContext, L> makeLeg) {
                    if (full) {
                        return Optional.empty();
                    }
                    var port = FakeMediaPort.unheard().forBrowsers();
                    var harness = new LegHarness(trunk, 0, time, port);
                    opened.add(harness);
                    return Optional.of(makeLeg.apply(harness));
                }
            };

    CallApi api(GuestPolicy guests) {
        return new CallApi(
                new CallApiConfig("Dragoman", List.of(), guests),
                new CallApi.Surroundings(
                        accounts,
                        new LoginGuard(LoginGuard.Limits.DEFAULT, time),
                        registrations,
                        entrance,
                        history,
                        time));
    }

    final Map<String, List<PastCall>> past = new HashMap<>();
    final List<Consumer<List<PastCall>>> following = new ArrayList<>();

    private final CallHistory history =
            new CallHistory() {
                @Override
                public Following follow(String account, Consumer<List<PastCall>> listener) {
                    following.add(listener);
                    listener.accept(past.getOrDefault(account, List.of()));
                    return () -> following.remove(listener);
                }

                @Override
                public void forget(String account) {
                    past.remove(account);
                }
            };

    /// A page and its WebSocket.
    static final class Visit {
        final FakeLink link;
        final WebSocketLink.Ear ear;
        String nonce;

        Visit(CallApi api, String address) {
            link = new FakeLink(address);
            ear = api.opened(link);
            nonce = link.take("hello").path("nonce").textValue();
        }

        Visit(CallApi api) {
            this(api, "192.0.2.7");
        }

        void says(String fields) {
            ear.message(("{\"ref\":\"r\"," + fields + "}").getBytes(StandardCharsets.UTF_8));
        }

        void logsIn(String account, String password) {
            var ha1 = Secret.of(account, "dragoman", password).sha256();
            says(
                    "\"type\":\"login\",\"account\":\"%s\",\"cnonce\":\"%s\",\"response\":\"%s\""
                            .formatted(account, CNONCE, LoginProof.response(ha1, nonce, CNONCE)));
        }

        JsonNode isIn() {
            return link.take("welcome");
        }

        void calls(String call, String to) {
            says(
                    "\"type\":\"call\",\"call\":\"%s\",\"to\":\"%s\",\"sdp\":%s"
                            .formatted(call, to, Browser.quoted(Browser.offer())));
        }

        void isRefused(String code, String field) {
            var error = link.take("error");
            assertThat(error.path("code").textValue()).as(error.toString()).isEqualTo(code);
            assertThat(error.path("field").asText("")).isEqualTo(field);
            assertThat(error.path("ref").textValue()).isEqualTo("r");
        }
    }
}
