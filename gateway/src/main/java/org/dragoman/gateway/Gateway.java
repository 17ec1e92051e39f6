package org.dragoman.gateway;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.AccountEndpoint;
import org.dragoman.core.account.AccountRoutes;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallOrder;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Side;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.route.Router;
import org.dragoman.core.time.SystemTimers;
import org.dragoman.core.time.Timers;
import org.dragoman.gateway.account.LiveAccounts;
import org.dragoman.gateway.config.AccountReader;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.host.HostAdvice;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.EventView;
import org.dragoman.gateway.rest.GatewayControl;
import org.dragoman.gateway.rest.GatewayView;
import org.dragoman.gateway.rest.GatewayView.Listener;
import org.dragoman.gateway.rest.RestRoutes;
import org.dragoman.gateway.rest.RestServer;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.gateway.web.Phone;
import org.dragoman.gateway.web.WebEdge;
import org.dragoman.h323.H323Endpoint;
import org.dragoman.h323.H323Peer;
import org.dragoman.h323.net.SignallingThreads;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.relay.Relay;
import org.dragoman.rtmp.RtmpConfig;
import org.dragoman.rtmp.RtmpEndpoint;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipAccounts;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.tls.LiveCertificate;
import org.dragoman.webrtc.CallApi;
import org.dragoman.webrtc.CallApiConfig;
import org.dragoman.webrtc.GuestEndpoint;
import org.dragoman.webrtc.GuestPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running gateway: the one place that knows every part and puts them together.
public final class Gateway implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);
    private static final Duration ANSWER = Duration.ofSeconds(2); // a call says whether it can
    private static final Duration FAREWELL = Duration.ofSeconds(5); // for calls to be released

    private final Configuration configuration;
    private final InstantSource time;
    private final Instant started;
    private final LiveAccounts accounts;
    private final Registrations registrations;
    private final LoginGuard logins;
    private final Timers timers;
    private final Calls calls;
    private final H323Endpoint h323;
    private final SipEndpoint sip;
    private final RtmpEndpoint rtmp;
    private final RestServer rest;
    private final Optional<WebEdge> web;
    private final Deque<AutoCloseable> parts = new ArrayDeque<>(); // what was started last, first

    private Gateway(
            Configuration configuration, Mappings mappings, InstantSource time, StateFolder folder)
            throws IOException {
        this.configuration = configuration;
        this.time = time;
        this.started = time.instant().truncatedTo(ChronoUnit.MILLIS);
        timers = keep(new SystemTimers(time));
        var relay = keep(startRelay());
        var trunks = new PeerTrunks();
        var limits =
                new Calls.Limits(
                        configuration.limits().calls(), configuration.limits().endedCalls());
        var threads = new SignallingThreads(configuration.h323().threads());
        accounts =
                keep(
                        LiveAccounts.start(
                                configuration.accounts(),
                                AccountReader.of(configuration.accounts())));
        registrations = new Registrations(time);
        logins = new LoginGuard(LoginGuard.Limits.DEFAULT, time);
        calls =
                new Calls(
                        limits,
                        trunks,
                        new AccountRoutes(accounts, new Router(configuration.dialPlan())),
                        relay,
                        timers,
                        threads,
                        _ -> {});
        h323 = keep(new H323Endpoint(configuration.h323(), calls, mappings, time, threads));
        var registrar = configuration.accounts().registrar();
        var sipAccounts = new SipAccounts(accounts, registrations, logins, registrar);
        sip = keep(new SipEndpoint(configuration.sip(), calls, mappings, time, sipAccounts));
        var rtmpLogins = new RtmpEndpoint.Logins(accounts, registrations, logins);
        rtmp = keep(new RtmpEndpoint(configuration.rtmp(), calls, rtmpLogins, mappings, timers));
        trunks.add(
                names(configuration.h323().peers(), H323Peer::name),
                h323,
                configuration.policies());
        trunks.add(
                names(configuration.sip().peers(), SipPeer::name), sip, configuration.policies());
        // of many devices one answers: each must be offered what the caller can take
        trunks.add(
                List.of(Account.TRUNK),
                keep(new AccountEndpoint(registrations)),
                Map.of(Account.TRUNK, TrunkPolicy.DEFAULT.withOffer(TrunkPolicy.Offer.ALWAYS)));
        trunks.add(
                List.of(GuestPolicy.TRUNK),
                keep(new GuestEndpoint()),
                Map.of(GuestPolicy.TRUNK, TrunkPolicy.DEFAULT));
        try {
            h323.start();
            sip.start();
            rtmp.start(rtmpCertificate());
            rest = keep(startRest(folder));
            web = startWeb();
            web.ifPresent(this::keep);
        } catch (IOException | RuntimeException e) {
            closeParts();
            throw e;
        }
        keep(CodecReport.begin(Codecs.ofThisMachine(), timers));
    }

    /// - Errors: {@link IOException} with a sentence for the operator when the gateway cannot
    ///   listen.
    public static Gateway start(
            Configuration configuration, Mappings mappings, InstantSource time, StateFolder folder)
            throws IOException {
        var gateway = new Gateway(configuration, mappings, time, folder);
        for (var listener : gateway.listening()) {
            LOGGER.atInfo()
                    .addKeyValue("event", listener.protocol() + ".listening")
                    .addKeyValue("transport", listener.transport())
                    .addKeyValue("listen", listener.address())
                    .log("listening");
        }
        gateway.webFingerprint().ifPresent(Gateway::logFingerprint);
        HostAdvice.log(configuration);
        LOGGER.atInfo()
                .addKeyValue("event", "gateway.started")
                .addKeyValue("version", Version.text())
                .addKeyValue("peers", configuration.peers().size())
                .log("the gateway takes calls");
        return gateway;
    }

    private static void logFingerprint(String fingerprint) {
        LOGGER.atInfo()
                .addKeyValue("event", "web.certificate")
                .addKeyValue("fingerprint", fingerprint)
                .log("browsers are shown the certificate with this SHA-256 fingerprint");
    }

    /// Where the operator has not asked for the port of browsers by name, there are calls without
    /// it too.
    private Relay startRelay() throws IOException {
        var webrtc = configuration.webrtc();
        try {
            return new Relay(configuration.media(), webrtc.browserPort(time));
        } catch (IOException e) {
            if (webrtc.asked() || webrtc.listen().isEmpty()) {
                throw e;
            }
            LOGGER.atWarn()
                    .addKeyValue("event", "webrtc.off")
                    .addKeyValue("port", webrtc.port())
                    .setCause(e)
                    .log("no calls with browsers: their port cannot be opened; is it in use?");
            return new Relay(configuration.media());
        }
    }

    private RestServer startRest(StateFolder folder) throws IOException {
        var address = configuration.rest().listen();
        try {
            return RestServer.start(address, control(), configuration.rest().tokens(), folder);
        } catch (BindException e) {
            throw new IOException(
                    "The REST interface cannot listen on %s:%d: %s; does another gateway run here?"
                            .formatted(
                                    address.getAddress().getHostAddress(),
                                    address.getPort(),
                                    e.getMessage()),
                    e);
        }
    }

    /// What listeners of RTMPS show: the certificate of SIP.
    private Optional<SSLContext> rtmpCertificate() throws IOException {
        boolean wanted =
                configuration.rtmp().listeners().stream().anyMatch(RtmpConfig.Listener::tls);
        return wanted
                ? Optional.of(LiveCertificate.of(configuration.sip().tls(), time).serverContext())
                : Optional.empty();
    }

    private Optional<WebEdge> startWeb() throws IOException {
        var config = configuration.web();
        if (!config.isOn()) {
            return Optional.empty();
        }
        var tls = configuration.sip().tls();
        var shown =
                config.certificate().isPresent()
                        ? tls.withCertificate(
                                config.certificate().get(), config.key().orElseThrow())
                        : tls;
        var certificate =
                config.isSecure()
                        ? Optional.of(LiveCertificate.of(shown, time))
                        : Optional.<LiveCertificate>empty();
        var api =
                new CallApi(
                        new CallApiConfig(
                                configuration.sip().product(),
                                configuration.webrtc().servers(),
                                config.guests()),
                        new CallApi.Surroundings(accounts, logins, registrations, calls, timers));
        var content =
                new WebEdge.Content(
                        Phone.PAGES,
                        Map.of("/sip", sip.webSockets(), Phone.CALL_API, api),
                        restOnWeb());
        return Optional.of(WebEdge.start(config, content, certificate, time));
    }

    /// Where the softphone page is.
    public List<String> pages() {
        return web.map(WebEdge::urls).orElse(List.of()).stream()
                .map(url -> url + Phone.FOLDER)
                .toList();
    }

    /// REST is answered on the web server where there are tokens for it.
    private List<WebEdge.Part> restOnWeb() {
        var tokens = configuration.rest().tokens();
        return tokens.isEmpty() ? List.of() : List.of(new RestRoutes(control(), tokens)::accept);
    }

    /// SHA-256 of the certificate that browsers are shown.
    public Optional<String> webFingerprint() {
        return web.flatMap(WebEdge::fingerprint);
    }

    private List<Listener> listening() {
        var all = new ArrayList<Listener>();
        all.add(new Listener("h323", "tcp", Text.of(configuration.h323().listen())));
        for (var l : configuration.sip().listeners()) {
            all.add(new Listener("sip", l.transport().word(), Text.of(l.address(), l.port())));
        }
        for (var address : configuration.webrtc().sockets()) {
            all.add(new Listener("webrtc", "udp", Text.of(address)));
        }
        for (var l : configuration.rtmp().listeners()) {
            all.add(new Listener("rtmp", l.tls() ? "tls" : "tcp", Text.of(l.address())));
        }
        all.add(new Listener("rest", "tcp", rest.url()));
        web.map(WebEdge::urls).orElse(List.of()).stream()
                .map(url -> new Listener("web", url.startsWith("https") ? "tls" : "tcp", url))
                .forEach(all::add);
        return all;
    }

    private static <P> List<String> names(List<P> peers, Function<P, String> name) {
        return peers.stream().map(name).toList();
    }

    private <C extends AutoCloseable> C keep(C part) {
        parts.push(part);
        return part;
    }

    /// What people and programs may ask of it.
    public GatewayControl control() {
        return new Control();
    }

    /// Takes no more calls, releases those in progress, and frees everything. Bounded in time.
    @Override
    public void close() {
        try {
            if (!calls.shutdown(FAREWELL)) {
                LOGGER.atWarn()
                        .addKeyValue("event", "gateway.calls_left")
                        .addKeyValue("calls", calls.active())
                        .log("some calls did not end in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeParts();
        LOGGER.atInfo().addKeyValue("event", "gateway.ended").log("the gateway has ended");
    }

    private void closeParts() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                LOGGER.atWarn()
                        .addKeyValue("event", "gateway.close_failed")
                        .setCause(e)
                        .log("a part of the gateway did not end cleanly");
            }
        }
    }

    private final class Control implements GatewayControl {
        @Override
        public GatewayView gateway() {
            return new GatewayView(
                    Version.text(),
                    started.toString(),
                    calls.active(),
                    totals(),
                    listening(),
                    configuration.peers());
        }

        private GatewayView.Totals totals() {
            var counted = calls.totals();
            return new GatewayView.Totals(
                    counted.offered(), counted.answered(), counted.refused(), sip.turnedAway());
        }

        @Override
        public List<CallView> calls() {
            var now = time.instant();
            return calls.list().stream().map(c -> CallViews.of(c, now)).toList();
        }

        @Override
        public Optional<CallView> call(String id) {
            return id(id).flatMap(calls::find).map(c -> CallViews.of(c, time.instant()));
        }

        @Override
        public boolean hangUp(String id) {
            return id(id).filter(i -> calls.hangup(i, Cause.NORMAL_CLEARING)).isPresent();
        }

        @Override
        public Optional<String> begin(String first, String second, Optional<String> shown) {
            var one = Parties.called(first);
            var other = Parties.called(second);
            var order =
                    new CallOrder(
                            one,
                            other,
                            shown.map(Parties::called).orElse(other),
                            shown.map(Parties::called).orElse(one));
            return calls.begin(order).map(CallId::value);
        }

        @Override
        public Outcome hold(String id, Side party, boolean on) {
            return order(id, i -> calls.hold(i, party, on));
        }

        @Override
        public Outcome sendDigits(String id, Side party, String digits) {
            return order(id, i -> calls.sendDigits(i, party, digits));
        }

        @Override
        public Outcome transfer(String id, Side leaves, String to) {
            return order(id, i -> calls.transfer(i, leaves, Parties.called(to)));
        }

        private Outcome order(String id, Function<CallId, CompletableFuture<Boolean>> order) {
            var call =
                    id(id).filter(i -> calls.find(i).filter(c -> c.ended().isEmpty()).isPresent());
            if (call.isEmpty()) {
                return Outcome.NO_SUCH_CALL;
            }
            return order.apply(call.get())
                            .completeOnTimeout(false, ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                            .join()
                    ? Outcome.DONE
                    : Outcome.NOBODY_TALKS;
        }

        @Override
        public AutoCloseable follow(Consumer<EventView> follower) {
            return calls.follow(news -> follower.accept(CallViews.of(news)));
        }

        @Override
        public boolean record(String id, boolean on) {
            return id(id).filter(i -> calls.record(i, on)).isPresent();
        }

        private static Optional<CallId> id(String text) {
            return Optional.of(text).filter(t -> t.matches("[0-9a-f]{12}")).map(CallId::new);
        }
    }
}
