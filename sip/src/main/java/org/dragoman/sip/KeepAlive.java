package org.dragoman.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.dragoman.core.time.Timers;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.net.SipStack;
import org.dragoman.sip.registrar.RegisteredContact;
import org.dragoman.sip.registrar.Registrar;

/// Keeps the way to devices open that a NAT may forget: each is sent an OPTIONS now and then. What
/// keeps the NAT's memory fresh for certain is the device's answer (RFC 4787 §4.3), which nobody
/// waits for: a device that is gone is known by its registration running out. Safe from any thread.
///
/// - Bounded: {@link #DEVICES}; one datagram each time, never repeated.
/// - Source: RFC 5626 §4.4.2 for how often by UDP: 24 to 29 s, at random.
final class KeepAlive {
    static final int DEVICES = 10_000;

    private final Duration interval;
    private final Timers timers;
    private final RandomGenerator random;
    private final Registrar registrar;
    private final SipStack stack;
    private final String product;
    private final Set<String> kept = ConcurrentHashMap.newKeySet(); // names of devices

    /// Nothing where devices are not to be kept reachable.
    static Optional<KeepAlive> of(
            SipAccounts accounts,
            RandomGenerator random,
            Registrar registrar,
            SipStack stack,
            String product) {
        return accounts.registrar()
                .keepAlive()
                .map(
                        interval ->
                                new KeepAlive(
                                        interval,
                                        accounts.timers(),
                                        random,
                                        registrar,
                                        stack,
                                        product));
    }

    /// - {@code interval}: at most so long, and at least five sixths of it, between two.
    private KeepAlive(
            Duration interval,
            Timers timers,
            RandomGenerator random,
            Registrar registrar,
            SipStack stack,
            String product) {
        this.interval = interval;
        this.timers = timers;
        this.random = random;
        this.registrar = registrar;
        this.stack = stack;
        this.product = product;
    }

    /// A device has registered.
    void registered(RegisteredContact contact) {
        if (contact.mayBeForgotten() && kept.size() < DEVICES && kept.add(contact.id())) {
            later(contact.account(), contact.id());
        }
    }

    private void later(String account, String device) {
        long millis = interval.toMillis();
        var wait = Duration.ofMillis(millis - random.nextLong(millis / 6));
        timers.after(wait, () -> due(account, device));
    }

    private void due(String account, String device) {
        var contact = registrar.named(account, device).filter(RegisteredContact::mayBeForgotten);
        if (contact.isEmpty()) {
            kept.remove(device);
            return;
        }
        stack.sendAlone(question(contact.get()), contact.get().flow());
        later(account, device);
    }

    private SipRequest question(RegisteredContact contact) {
        var us = "<" + contact.flow().contact() + ">";
        var headers =
                Headers.NONE
                        .with("From", us + ";tag=" + Long.toHexString(random.nextLong()))
                        .with("To", "<" + contact.uri() + ">")
                        .with("Call-ID", Long.toHexString(random.nextLong()) + "@" + product)
                        .with("CSeq", "1 OPTIONS")
                        .with("Max-Forwards", "1");
        return new SipRequest("OPTIONS", contact.uri(), headers, Optional.empty());
    }
}
