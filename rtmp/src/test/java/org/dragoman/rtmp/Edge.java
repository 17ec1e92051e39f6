package org.dragoman.rtmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.AccountEndpoint;
import org.dragoman.core.account.AccountRoutes;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.call.Trunks;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Rule;
import org.dragoman.core.time.SystemTimers;
import org.dragoman.media.relay.Relay;
import org.dragoman.media.relay.RelayConfig;
import org.dragoman.rtmp.net.RtmpListener;
import org.dragoman.rules.Mappings;

/// The RTMP edge with the core, the relay and a far side, all real but for the far side's
/// protocol ({@link FarSide}). Accounts 100 and 200 have the passwords "secret-100" and
/// "secret-200".
final class Edge implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(20);
    private static final Mappings MAPPINGS = Mappings.load();

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    final FarSide far;
    final Calls calls;
    final Relay relay;
    final Registrations registrations = new Registrations(InstantSource.system());
    final RtmpEndpoint endpoint;

    private Edge(RtmpConfig config, Duration mediaTimeout) throws IOException {
        var loopback = InetAddress.ofLiteral("127.0.0.1");
        var timers = keep(new SystemTimers());
        relay =
                keep(
                        new Relay(
                                RelayConfig.on(loopback)
                                        .withLoops(1, false)
                                        .withMediaTimeout(mediaTimeout)));
        far = keep(new FarSide());
        var accounts = new Fixed();
        Trunks trunks =
                name ->
                        switch (name) {
                            case "far" ->
                                    Optional.of(new Trunks.Trunk(name, far, TrunkPolicy.DEFAULT));
                            case Account.TRUNK ->
                                    Optional.of(
                                            new Trunks.Trunk(
                                                    name,
                                                    new AccountEndpoint(registrations),
                                                    TrunkPolicy.DEFAULT.withOffer(
                                                            TrunkPolicy.Offer.ALWAYS)));
                            default -> Optional.empty();
                        };
        var plan = new Router(DialPlan.of(Rule.to("all", NumberPattern.any(), "far")));
        calls =
                new Calls(
                        Calls.Limits.DEFAULT,
                        trunks,
                        new AccountRoutes(accounts, plan),
                        relay,
                        timers);
        far.entrance(calls);
        endpoint =
                keep(
                        new RtmpEndpoint(
                                config,
                                calls,
                                new RtmpEndpoint.Logins(
                                        accounts,
                                        registrations,
                                        new LoginGuard(
                                                LoginGuard.Limits.DEFAULT, InstantSource.system())),
                                MAPPINGS,
                                timers));
        endpoint.start(Optional.empty());
    }

    static Edge start() {
        return start(RtmpConfig.SeveralClients.ALL);
    }

    static Edge start(RtmpConfig.SeveralClients several) {
        return start(several, RtmpListener.Limits.DEFAULT);
    }

    static Edge start(RtmpConfig.SeveralClients several, RtmpListener.Limits limits) {
        return start(several, limits, RelayConfig.MEDIA_TIMEOUT);
    }

    static Edge start(
            RtmpConfig.SeveralClients several, RtmpListener.Limits limits, Duration mediaTimeout) {
        var at = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        try {
            return new Edge(
                    new RtmpConfig(
                            List.of(
                                    new RtmpConfig.Listener(at, RtmpConfig.Kind.RTMP),
                                    new RtmpConfig.Listener(at, RtmpConfig.Kind.RTMPT)),
                            limits,
                            several,
                            Map.of("100", "secret-100"),
                            Map.of("studio", new RtmpConfig.Stream("t0ken", "100", "2001", false)),
                            true),
                    mediaTimeout);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long soundsDropped() {
        return endpoint.soundsDropped();
    }

    int port() {
        return endpoint.addresses().getFirst().getPort();
    }

    /// Where RTMPT is spoken.
    int tunnelPort() {
        return endpoint.addresses().getLast().getPort();
    }

    TestClient client() {
        var client = new TestClient(port());
        parts.push(client);
        return client;
    }

    private <C extends AutoCloseable> C keep(C part) {
        parts.push(part);
        return part;
    }

    @Override
    public void close() {
        try {
            calls.shutdown(Duration.ofSeconds(5));
            while (!parts.isEmpty()) {
                parts.pop().close();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static final class Fixed implements Accounts {
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
            return List.of(account("100"), account("200"));
        }

        private Account account(String number) {
            return new Account(
                    number,
                    Optional.of("Number " + number),
                    Secret.of(number, realm(), "secret-" + number),
                    EnumSet.allOf(Account.Protocol.class),
                    List.of(NumberPattern.any()));
        }
    }
}
