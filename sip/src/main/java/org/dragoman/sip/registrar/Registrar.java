package org.dragoman.sip.registrar;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Registrations;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.sip.RegistrarConfig;
import org.dragoman.sip.Transport;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.message.SipUri;
import org.dragoman.sip.net.Route;

/// Takes REGISTER requests of accounts that have proven who they are. A device is reached by the
/// flow that its REGISTER came by, whatever address it gives. Safe from any thread.
///
/// - Source: RFC 3261 §10.3; RFC 5626 §6.
public final class Registrar {
    private final RegistrarConfig config;
    private final Registrations registrations;
    private final InstantSource time;
    private final BiFunction<RegisteredContact, LegContext, CallLeg> dial;

    /// What became of a REGISTER.
    ///
    /// - {@code entered}: contacts that are registered now, with their flows.
    public record Outcome(SipResponse response, List<RegisteredContact> entered) {
        private static Outcome refused(int status, String tag) {
            return new Outcome(SipResponse.of(status, tag), List.of());
        }
    }

    /// - {@code dial}: makes a leg to a contact.
    public Registrar(
            RegistrarConfig config,
            Registrations registrations,
            InstantSource time,
            BiFunction<RegisteredContact, LegContext, CallLeg> dial) {
        this.config = config;
        this.registrations = registrations;
        this.time = time;
        this.dial = dial;
    }

    /// Takes a REGISTER of an account.
    ///
    /// - {@code flow}: the way back to where it came from.
    /// - {@code tag}: ours.
    public synchronized Outcome register(
            SipRequest request, Account account, Route flow, String tag) {
        if (!isOwn(request, account)) {
            return Outcome.refused(403, tag); // RFC 3261 §10.3 step 4: nobody registers others
        }
        try {
            var before = contacts(account.number());
            if (isLate(request, before)) {
                return Outcome.refused(500, tag); // §10.3 step 7
            }
            if (ContactRequest.isFarewell(request)) {
                before.forEach(registrations::leave);
                return told(request, account, List.of(), tag);
            }
            var asked = ContactRequest.of(request);
            if (asked.stream().anyMatch(this::isTooShort)) {
                return new Outcome(
                        SipResponse.of(423, tag)
                                .with("Min-Expires", Long.toString(config.least().toSeconds())),
                        List.of());
            }
            var entered = new ArrayList<RegisteredContact>();
            for (var one : asked) {
                take(one, request, account, flow, before).ifPresent(entered::add);
            }
            return told(request, account, entered, tag);
        } catch (PeerFault.Malformed e) {
            return new Outcome(
                    SipResponse.of(400, tag)
                            .with("Warning", "399 dragoman \"" + e.getMessage() + "\""),
                    List.of());
        }
    }

    private static boolean isOwn(SipRequest request, Account account) {
        return SipUri.parse(request.to().uri())
                .map(u -> u.user().equals(account.number()))
                .orElse(false);
    }

    private static boolean isLate(SipRequest request, List<RegisteredContact> known) {
        return known.stream()
                .anyMatch(
                        c ->
                                c.callId().equals(request.callId())
                                        && request.sequence() <= c.sequence());
    }

    private boolean isTooShort(ContactRequest one) {
        return one.asked().filter(a -> !a.isZero() && a.compareTo(config.least()) < 0).isPresent();
    }

    private Optional<RegisteredContact> take(
            ContactRequest one,
            SipRequest request,
            Account account,
            Route flow,
            List<RegisteredContact> known) {
        var before = known.stream().filter(c -> c.key().equals(one.key())).findFirst();
        var wanted = one.asked().orElse(config.usual());
        if (wanted.isZero()) {
            before.ifPresent(registrations::leave);
            return Optional.empty();
        }
        var length = wanted.compareTo(config.most()) > 0 ? config.most() : wanted;
        var now = time.instant();
        var contact =
                new RegisteredContact(
                        account.number(),
                        one.key(),
                        one.uri(),
                        flow.asFlow(),
                        one.priority(),
                        before.map(RegisteredContact::since).orElse(now),
                        now.plus(length),
                        one.parameters(),
                        request.callId(),
                        request.sequence(),
                        request.headers().first("User-Agent").map(Registrar::shown),
                        dial);
        return enter(contact) ? Optional.of(contact) : Optional.empty();
    }

    // where there are too many, the oldest gives way: a phone that forgot what it was registered as
    private boolean enter(RegisteredContact contact) {
        if (registrations.enter(contact)) {
            return true;
        }
        contacts(contact.account()).stream()
                .min(Comparator.comparing(RegisteredContact::expires))
                .ifPresent(registrations::leave);
        return registrations.enter(contact);
    }

    private static String shown(String product) {
        return product.substring(0, Math.min(product.length(), 64));
    }

    private Outcome told(
            SipRequest request, Account account, List<RegisteredContact> entered, String tag) {
        var now = time.instant();
        var response = SipResponse.of(200, tag);
        for (var contact : contacts(account.number())) {
            response = response.with("Contact", line(contact, now));
        }
        boolean outbound =
                request.headers().words("Supported").contains("outbound")
                        && entered.stream().anyMatch(c -> c.parameters().contains("reg-id"));
        if (outbound) {
            response = response.with("Require", "outbound"); // RFC 5626 §6
        }
        return new Outcome(response, entered);
    }

    private static String line(RegisteredContact contact, Instant now) {
        long left = Math.ceilDiv(Duration.between(now, contact.expires()).toMillis(), 1_000L);
        return "<" + contact.uri() + ">;expires=" + left + contact.parameters();
    }

    private List<RegisteredContact> contacts(String account) {
        return registrations.of(account).stream().flatMap(Registrar::ours).toList();
    }

    private static Stream<RegisteredContact> ours(Object device) {
        return device instanceof RegisteredContact contact ? Stream.of(contact) : Stream.empty();
    }

    /// The contacts reached by a flow.
    public List<RegisteredContact> by(InetSocketAddress address, Transport transport) {
        return registrations.all().stream()
                .flatMap(Registrar::ours)
                .filter(c -> c.flow().isTo(address, transport))
                .toList();
    }

    /// The contact with this name among all devices.
    public Optional<RegisteredContact> named(String device) {
        return registrations.all().stream()
                .flatMap(Registrar::ours)
                .filter(c -> c.id().equals(device))
                .findFirst();
    }

    /// The contact of an account with this name.
    public Optional<RegisteredContact> named(String account, String device) {
        return contacts(account).stream().filter(c -> c.id().equals(device)).findFirst();
    }

    /// All that can be reached after a restart.
    public List<KeptContact> kept() {
        return registrations.all().stream()
                .flatMap(Registrar::ours)
                .flatMap(c -> KeptContact.of(c).stream())
                .toList();
    }

    /// Takes a registration up that was made before a restart.
    ///
    /// - {@code flow}: the way to it.
    /// - Returns: nothing where it has expired.
    public synchronized Optional<RegisteredContact> takeUp(KeptContact kept, Route flow) {
        var now = time.instant();
        var longest = now.plus(config.most()); // a clock may have been wrong
        if (!kept.expires().isAfter(now) || kept.expires().isAfter(longest)) {
            return Optional.empty();
        }
        var contact =
                new RegisteredContact(
                        kept.account(),
                        kept.key(),
                        kept.uri(),
                        flow.asFlow(),
                        kept.priority(),
                        kept.since(),
                        kept.expires(),
                        kept.parameters(),
                        kept.callId(),
                        kept.sequence(),
                        kept.product(),
                        dial);
        boolean known = contacts(kept.account()).stream().anyMatch(c -> c.key().equals(kept.key()));
        return !known && registrations.enter(contact) ? Optional.of(contact) : Optional.empty();
    }

    /// The flow is gone: nobody is reached by it any more (RFC 5626 §6).
    public void lost(RegisteredContact contact) {
        registrations.leave(contact);
    }
}
