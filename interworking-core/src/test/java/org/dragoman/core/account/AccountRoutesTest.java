package org.dragoman.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Routing;
import org.dragoman.core.route.Rule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AccountRoutesTest {
    private static final AccountRoutes ROUTES =
            new AccountRoutes(
                    new Some("1001", "1002"),
                    new Router(DialPlan.of(Rule.to("out", NumberPattern.any(), "carrier"))));

    /// Accounts that may call numbers beginning with 7.
    private record Some(Map<String, Account> byNumber) implements Accounts {
        Some(String... numbers) {
            this(List.of(numbers).stream().collect(Collectors.toMap(n -> n, Some::account)));
        }

        private static Account account(String number) {
            return new Account(
                    number,
                    Optional.empty(),
                    Secret.of(number, "dragoman", "x"),
                    Set.of(Account.Protocol.SIP),
                    List.of(NumberPattern.prefix("7495")));
        }

        @Override
        public String realm() {
            return "dragoman";
        }

        @Override
        public Optional<Account> find(String number) {
            return Optional.ofNullable(byNumber.get(number));
        }

        @Override
        public List<Account> all() {
            return List.copyOf(byNumber.values());
        }
    }

    record Dial(String from, String ingress, String to, boolean complete, String expected) {}

    static final List<Dial> DIALS =
            List.of(
                    new Dial("1001", "accounts", "1002", true, "accounts"),
                    new Dial("4930", "carrier", "1002", true, "accounts"),
                    new Dial("1001", "accounts", "74951234567", true, "carrier"),
                    new Dial("1001", "accounts", "4930123", true, "refused 21"),
                    new Dial("4930", "other", "4930123", true, "carrier"),
                    new Dial("9999", "accounts", "1002", true, "refused 21"),
                    new Dial("4930", "carrier", "10", false, "more digits"),
                    new Dial("4930", "carrier", "10", true, "carrier"),
                    new Dial("1001", "accounts", "74", false, "carrier"),
                    new Dial("1001", "accounts", "49", false, "refused 21"));

    @ParameterizedTest
    @FieldSource("DIALS")
    void goes_where_it_should(Dial dial) {
        var call =
                new CallRequest(
                        Party.ofNumber(dial.from()),
                        Party.ofNumber(dial.to()),
                        List.of(),
                        dial.complete(),
                        Optional.empty(),
                        70);
        assertThat(told(ROUTES.route(RouteQuery.of(call, dial.ingress(), Instant.EPOCH))))
                .isEqualTo(dial.expected());
    }

    private static String told(Routing routing) {
        return switch (routing) {
            case Routing.To to -> to.targets().getFirst().trunk();
            case Routing.Refused(var cause, _) -> "refused " + cause.q850();
            case Routing.NeedsDigits _ -> "more digits";
            case Routing.Asking _ -> "asks";
        };
    }
}
