package org.dragoman.gateway;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.dragoman.core.call.Calls;
import org.dragoman.core.call.TrunkLoads;
import org.dragoman.core.route.LiveRoutes;
import org.dragoman.core.time.SystemTimers;
import org.dragoman.core.time.Timers;
import org.dragoman.gateway.account.KeptRegistrations;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.host.HostAdvice;
import org.dragoman.gateway.log.Logging;
import org.dragoman.gateway.rest.GatewayControl;
import org.dragoman.gateway.rest.GatewayView.Listener;
import org.dragoman.gateway.rest.RestServer;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.gateway.route.DryRun;
import org.dragoman.gateway.route.RouteMaker;
import org.dragoman.gateway.service.LifeSign;
import org.dragoman.gateway.service.Pulse;
import org.dragoman.gateway.service.ServiceManager;
import org.dragoman.gateway.service.ServiceReport;
import org.dragoman.gateway.web.Phone;
import org.dragoman.gateway.web.WebEdge;
import org.dragoman.h323.net.SignallingThreads;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.relay.Relay;
import org.dragoman.rules.Mappings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running gateway: the one place that knows every part and puts them together. The protocols
/// are in {@link Edges}, what else is opened in {@link Doors}, who logs in in {@link People}.
public final class Gateway implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(Gateway.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5); // for calls to be released

    private final Calls calls;
    private final Edges edges;
    private final GatewayControl control;
    private final RestServer rest;
    private final Optional<WebEdge> web;
    // Whoever asks while doors are still being opened waits until all are.
    private final CompletableFuture<List<Listener>> listening = new CompletableFuture<>();
    private final Parts parts = new Parts();
    private final Timers timers;
    private final List<LifeSign> lifeSigns;

    private Gateway(
            Configuration configuration,
            Mappings shipped,
            InstantSource time,
            StateFolder folder,
            Reload.Source source)
            throws IOException {
        var mappings = configuration.tables().over(shipped);
        var doors = new Doors(configuration, time);
        timers = parts.keep(new SystemTimers(time));
        var relay = parts.keep(doors.relay());
        var trunks = new PeerTrunks();
        var limits =
                new Calls.Limits(
                        configuration.limits().calls(),
                        configuration.limits().endedCalls(),
                        configuration.limits().wireCalls());
        var threads = new SignallingThreads(configuration.h323().threads());
        var people = parts.keep(People.start(configuration.accounts(), time));
        var loads = new TrunkLoads(time);
        var maker = parts.keep(new RouteMaker(people.accounts(), loads, mappings.dialStatuses()));
        var routes = new LiveRoutes(maker.routes(configuration));
        var records = BilledCalls.start(configuration.records(), time);
        parts.keep(records);
        calls =
                new Calls(
                        limits,
                        trunks,
                        routes,
                        loads,
                        relay,
                        timers,
                        threads,
                        call -> {
                            people.ended(call);
                            records.ended(call);
                        });
        parts.keep(records.follow(calls));
        var ground = new Edges.Ground(calls, people, mappings, threads, time, timers);
        edges = new Edges(configuration, ground, trunks, parts);
        control =
                new LiveControl(
                        calls,
                        time,
                        configuration.peers(),
                        people,
                        records,
                        listening::join,
                        edges.sip()::turnedAway,
                        relay::precedence,
                        new DryRun(
                                people.accounts(),
                                routes,
                                configuration.protocols(),
                                calls.drain()::judge),
                        new Reload(
                                configuration,
                                source,
                                fresh -> {
                                    routes.replace(maker.routes(fresh));
                                    trunks.policies(fresh.policies());
                                    Logging.level(fresh.log().level());
                                }));
        try {
            edges.start();
            parts.keep(
                    KeptRegistrations.start(
                            folder.path().resolve("registrations.json"),
                            edges.sip()::takeUp,
                            edges.sip()::registrations));
            rest = parts.keep(doors.rest(control, folder));
            doors.local(control, folder).ifPresent(parts::keep);
            web = doors.web(control, calls, people, edges.sip(), timers);
            web.ifPresent(parts::keep);
            listening.complete(doorsOpened());
        } catch (IOException | RuntimeException e) {
            listening.completeExceptionally(e);
            parts.close();
            throw e;
        }
        parts.keep(CodecReport.begin(Codecs.ofThisMachine(), timers));
        lifeSigns = lifeSigns(threads, relay);
    }

    private List<LifeSign> lifeSigns(SignallingThreads threads, Relay relay) {
        var all = new ArrayList<LifeSign>();
        threads.each().forEach(t -> all.add(new Pulse("a thread of H.323", t)));
        all.add(new Pulse("virtual threads", Thread::startVirtualThread));
        all.add(LifeSign.of("SIP by UDP", edges.sip()::standstill));
        all.add(LifeSign.of("a media loop", relay::sinceLastTurn));
        return all;
    }

    /// Tells the service manager how the gateway is, from now on until that is closed.
    public ServiceReport reportTo(ServiceManager manager) {
        return ServiceReport.begin(manager, timers, lifeSigns, this::status);
    }

    private String status() {
        var totals = calls.totals();
        return "%d calls, %d since the start%s"
                .formatted(
                        calls.active(),
                        totals.offered(),
                        calls.isDraining() ? ", being drained" : "");
    }

    /// - Errors: {@link IOException} with a sentence for the operator when the gateway cannot
    ///   listen.
    public static Gateway start(
            Configuration configuration, Mappings mappings, InstantSource time, StateFolder folder)
            throws IOException {
        return start(
                configuration,
                mappings,
                time,
                folder,
                () -> {
                    throw new IOException("there is no file to read the configuration from");
                });
    }

    /// - {@code source}: where the configuration is read again when that is ordered.
    public static Gateway start(
            Configuration configuration,
            Mappings mappings,
            InstantSource time,
            StateFolder folder,
            Reload.Source source)
            throws IOException {
        var gateway = new Gateway(configuration, mappings, time, folder, source);
        for (var listener : gateway.listening.join()) {
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

    private List<Listener> doorsOpened() {
        var all = new ArrayList<>(edges.listening());
        all.add(new Listener("rest", "tcp", rest.url()));
        web.map(WebEdge::urls).orElse(List.of()).stream()
                .map(url -> new Listener("web", url.startsWith("https") ? "tls" : "tcp", url))
                .forEach(all::add);
        return all;
    }

    /// Where the softphone page is.
    public List<String> pages() {
        return web.map(WebEdge::urls).orElse(List.of()).stream()
                .map(url -> url + Phone.FOLDER)
                .toList();
    }

    /// SHA-256 of the certificate that browsers are shown.
    public Optional<String> webFingerprint() {
        return web.flatMap(WebEdge::fingerprint);
    }

    /// What people and programs may ask of it.
    public GatewayControl control() {
        return control;
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
        parts.close();
        LOGGER.atInfo().addKeyValue("event", "gateway.ended").log("the gateway has ended");
    }
}
