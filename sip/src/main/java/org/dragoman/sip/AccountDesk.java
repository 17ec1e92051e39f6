package org.dragoman.sip;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.media.Codec;
import org.dragoman.sip.net.Route;
import org.dragoman.sip.net.ServerCall;
import org.dragoman.sip.registrar.Authentication;
import org.dragoman.sip.registrar.Authentication.Verdict;
import org.dragoman.sip.registrar.KeptContact;
import org.dragoman.sip.registrar.RegisteredContact;
import org.dragoman.sip.registrar.Registrar;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where requests go that come from no configured peer, but from devices of accounts: it asks who
/// they are, registers them, and knows where they are. Safe from any thread.
final class AccountDesk {
    private static final Logger LOG = LoggerFactory.getLogger(AccountDesk.class);
    private static final int PLACES = 100_000; // that registrations came from; then forgotten

    // RFC 7587 §4.1, §6.1; short packets and in-band copies as browsers send them
    private static final Codec OPUS =
            new Codec("OPUS", 48_000, 2, Map.of("minptime", "10", "useinbandfec", "1"));

    private final SipAccounts accounts;
    private final Authentication authentication;
    private final Registrar registrar;
    private final Map<Place, Boolean> places = new ConcurrentHashMap<>();

    private record Place(InetSocketAddress address, Transport transport) {}

    /// - {@code dial}: makes a leg to a contact.
    AccountDesk(
            SipAccounts accounts,
            InstantSource time,
            RandomGenerator random,
            BiFunction<RegisteredContact, LegContext, CallLeg> dial) {
        this.accounts = accounts;
        this.authentication =
                new Authentication(
                        accounts.accounts(),
                        accounts.guard(),
                        accounts.registrar().digests(),
                        time,
                        random);
        this.registrar = new Registrar(accounts.registrar(), accounts.registrations(), time, dial);
    }

    Registrar registrar() {
        return registrar;
    }

    /// Takes a registration up that was made before a restart, where its account is still there.
    ///
    /// - {@code flow}: the way to it.
    Optional<RegisteredContact> takeUp(KeptContact kept, Route flow) {
        return accounts.accounts()
                .find(kept.account())
                .filter(a -> a.mayUse(Account.Protocol.SIP))
                .flatMap(_ -> registrar.takeUp(kept, flow))
                .map(
                        contact -> {
                            remember(flow);
                            return contact;
                        });
    }

    private void remember(Route flow) {
        if (places.size() >= PLACES) {
            places.clear(); // such devices are asked who they are, as strangers are
        }
        places.put(new Place(flow.to(), flow.transport()), true);
    }

    /// Whether anybody could log in.
    boolean isOpen() {
        return !accounts.accounts().all().isEmpty();
    }

    /// Whether a request is for this desk even where a peer is configured with its address.
    boolean isMeant(ServerCall call) {
        return call.transport().isWebSocket()
                || call.request().is("REGISTER")
                || isKnown(call)
                || authentication.isClaimed(call.request());
    }

    /// Whether somebody registered from just there.
    boolean isKnown(ServerCall call) {
        return places.containsKey(new Place(call.source(), call.transport()));
    }

    /// Whose request it is; where that is not clear, it is answered here.
    private Optional<Account> proven(ServerCall call, String tag) {
        var by = call.transport().isWebSocket() ? Account.Protocol.WEBRTC : Account.Protocol.SIP;
        var address = call.source().getAddress();
        return switch (authentication.judge(call.request(), address, by, tag)) {
            case Verdict.Proven(var account) -> Optional.of(account);
            case Verdict.Answer(var response) -> {
                call.respond(response);
                yield Optional.empty();
            }
        };
    }

    /// Takes a REGISTER.
    ///
    /// - Returns: the contacts that are registered now, which may be known by another way before.
    List<RegisteredContact> register(ServerCall call, String tag) {
        var account = proven(call, tag);
        if (account.isEmpty()) {
            return List.of();
        }
        var flow = call.back();
        var outcome = registrar.register(call.request(), account.get(), flow, tag);
        call.respond(outcome.response());
        if (!outcome.entered().isEmpty()) {
            remember(flow);
        }
        for (var contact : outcome.entered()) {
            tell("sip.registered", contact);
        }
        return outcome.entered();
    }

    private static void tell(String event, RegisteredContact contact) {
        LOG.atDebug()
                .addKeyValue("event", event)
                .addKeyValue("account", contact.account())
                .addKeyValue("device", contact.description())
                .log("a device of an account");
    }

    /// Who a call is of, when it has proven it; where not, the INVITE is answered here.
    Optional<Origin> caller(ServerCall call, String tag) {
        return proven(call, tag)
                .map(
                        account -> {
                            var flow = call.back().asFlow();
                            var device =
                                    registrar.by(flow.to(), flow.transport()).stream()
                                            .filter(c -> c.account().equals(account.number()))
                                            .findFirst()
                                            .map(RegisteredContact::id);
                            return new Origin(
                                    Account.TRUNK,
                                    profile(flow),
                                    flow,
                                    Optional.of(account.party()),
                                    Optional.empty(),
                                    device);
                        });
    }

    /// A call to a contact.
    Origin called(RegisteredContact contact) {
        return new Origin(
                Account.TRUNK,
                profile(contact.flow()),
                contact.flow(),
                Optional.empty(),
                Optional.of(contact.uri()),
                Optional.of(contact.id()));
    }

    /// How a device is spoken with: as a peer that is believed nothing.
    private SipPeer profile(Route flow) {
        var address = flow.to();
        var phone =
                SipPeer.of(Account.TRUNK, address.getAddress().getHostAddress(), address.getPort())
                        .with()
                        .transport(flow.transport())
                        .domain(flow.host())
                        .trusted(false);
        var policy = accounts.registrar().phones();
        if (flow.transport().isWebSocket()) { // whose sound is encrypted by DTLS-SRTP
            return with(phone, policy.codecs(), OPUS, Codec.PCMA, Codec.PCMU).build();
        }
        return with(phone.security(policy.security()), policy.codecs()).build();
    }

    /// - {@code standard}: where no codecs are configured; none for those of every peer.
    private static SipPeerChange with(SipPeerChange phone, List<Codec> codecs, Codec... standard) {
        var chosen = codecs.isEmpty() ? standard : codecs.toArray(Codec[]::new);
        return chosen.length == 0 ? phone : phone.codecs(chosen);
    }

    /// A connection is closed: nobody is registered by it any more.
    void closed(InetSocketAddress address, Transport transport) {
        places.remove(new Place(address, transport));
        registrar.by(address, transport).forEach(this::lost);
    }

    private void lost(RegisteredContact contact) {
        registrar.lost(contact);
        tell("sip.flow_lost", contact);
    }

    /// A contact could not be reached by its connection.
    void unreachable(String device) {
        registrar
                .named(device)
                .filter(c -> c.flow().transport().isConnected())
                .ifPresent(this::lost);
    }
}
