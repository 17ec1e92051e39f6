package org.dragoman.gateway;

import java.io.IOException;
import java.net.BindException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.Calls;
import org.dragoman.core.time.Timers;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.rest.GatewayControl;
import org.dragoman.gateway.rest.LocalDoor;
import org.dragoman.gateway.rest.RestRoutes;
import org.dragoman.gateway.rest.RestServer;
import org.dragoman.gateway.rest.StateFolder;
import org.dragoman.gateway.web.Phone;
import org.dragoman.gateway.web.WebEdge;
import org.dragoman.media.relay.Relay;
import org.dragoman.sip.SipEndpoint;
import org.dragoman.sip.tls.LiveCertificate;
import org.dragoman.webrtc.CallApi;
import org.dragoman.webrtc.CallApiConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens what people, programs and media come in by; where that cannot be, it says so in a
/// sentence.
final class Doors {
    private static final Logger LOGGER = LoggerFactory.getLogger(Doors.class);

    private final Configuration configuration;
    private final InstantSource time;

    Doors(Configuration configuration, InstantSource time) {
        this.configuration = configuration;
        this.time = time;
    }

    /// Where the operator has not asked for the port of browsers by name, there are calls without
    /// it too.
    Relay relay() throws IOException {
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

    RestServer rest(GatewayControl control, StateFolder folder) throws IOException {
        var address = configuration.rest().listen();
        try {
            return RestServer.start(address, control, configuration.rest().tokens(), folder);
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

    /// Where it cannot be made, the command line comes in by REST, whose address and token lie in
    /// the folder too.
    Optional<LocalDoor> local(GatewayControl control, StateFolder folder) {
        var place = configuration.rest().socket().orElse(folder.socket());
        try {
            return Optional.of(LocalDoor.open(place, control));
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("event", "local.off")
                    .addKeyValue("socket", place)
                    .addKeyValue("why", e.getMessage())
                    .log("no socket for the command line; it comes in by REST");
            return Optional.empty();
        }
    }

    /// The web server with the softphone page, both ways to call from a page, and REST.
    Optional<WebEdge> web(
            GatewayControl control, Calls calls, People people, SipEndpoint sip, Timers timers)
            throws IOException {
        var config = configuration.web();
        if (!config.isOn()) {
            return Optional.empty();
        }
        var api =
                new CallApi(
                        new CallApiConfig(
                                configuration.sip().product(),
                                configuration.webrtc().servers(),
                                config.guests()),
                        new CallApi.Surroundings(
                                people.accounts(),
                                people.logins(),
                                people.registrations(),
                                calls,
                                people.history(),
                                timers));
        var content =
                new WebEdge.Content(
                        Phone.PAGES,
                        Map.of("/sip", sip.webSockets(), Phone.CALL_API, api),
                        restOnWeb(control));
        return Optional.of(WebEdge.start(config, content, webCertificate(), time));
    }

    private Optional<LiveCertificate> webCertificate() throws IOException {
        var config = configuration.web();
        if (!config.isSecure()) {
            return Optional.empty();
        }
        var tls = configuration.sip().tls();
        var shown =
                config.certificate().isPresent()
                        ? tls.withCertificate(
                                config.certificate().get(), config.key().orElseThrow())
                        : tls;
        return Optional.of(LiveCertificate.of(shown, time));
    }

    /// REST is answered on the web server where there are tokens for it.
    private List<WebEdge.Part> restOnWeb(GatewayControl control) {
        var tokens = configuration.rest().tokens();
        return tokens.isEmpty()
                ? List.of()
                : List.of(new RestRoutes(control, tokens, time)::accept);
    }
}
