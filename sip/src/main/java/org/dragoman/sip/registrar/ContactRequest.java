package org.dragoman.sip.registrar;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.sip.message.NameAddress;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipUri;

/// One Contact of a REGISTER, as it was asked for.
///
/// - {@code asked}: for how long; nothing said means as long as is usual. Zero takes it away.
/// - {@code key}: names the device among those of its account.
/// - Source: RFC 3261 §10.2.1, §20.10; RFC 5626 §4.2 for instance and reg-id.
record ContactRequest(
        String uri, String key, Optional<Duration> asked, int priority, String parameters) {
    private static final int MOST = 10; // in one REGISTER
    private static final int LONGEST = 1_024; // characters of an address or an instance
    private static final long FOREVER = 1L << 31; // seconds, RFC 3261 §20.19

    /// Whether all registrations are taken back: {@code *} and no other, for no time.
    static boolean isFarewell(SipRequest request) throws PeerFault.Malformed {
        var contacts = request.headers().list("Contact");
        if (contacts.stream().noneMatch(c -> c.equals("*"))) {
            return false;
        }
        boolean right =
                contacts.size() == 1
                        && request.headers()
                                .first("Expires")
                                .map(String::strip)
                                .orElse("")
                                .matches("0+");
        if (!right) { // RFC 3261 §10.3 step 6
            throw malformed("Contact: * comes alone, and with Expires: 0");
        }
        return true;
    }

    /// All Contacts of a request.
    static List<ContactRequest> of(SipRequest request) throws PeerFault.Malformed {
        var usual = seconds(request.headers().first("Expires").orElse(""));
        var values = request.headers().list("Contact");
        if (values.size() > MOST) {
            throw malformed("more than " + MOST + " Contacts");
        }
        var all = new ArrayList<ContactRequest>();
        for (var value : values) {
            all.add(of(NameAddress.parse(value), usual));
        }
        return all;
    }

    private static ContactRequest of(NameAddress contact, Optional<Duration> usual)
            throws PeerFault.Malformed {
        var uri = contact.uri();
        var instance = contact.parameters().value("+sip.instance").orElse("");
        if (uri.length() > LONGEST || instance.length() > LONGEST || hasControls(uri + instance)) {
            throw malformed("a Contact nobody can be called at");
        }
        var parsed = SipUri.parse(uri).filter(u -> !u.scheme().equals("tel"));
        if (parsed.isEmpty()) {
            throw malformed("a Contact that is no SIP address");
        }
        var flow = contact.parameters().value("reg-id").filter(r -> r.matches("[0-9]{1,9}"));
        var named = instance.isEmpty() ? Optional.<String>empty() : Optional.of(instance);
        var key = named.flatMap(i -> flow.map(f -> i + " " + f)).orElse(address(parsed.get()));
        var expires = contact.parameters().value("expires");
        return new ContactRequest(
                uri,
                key,
                expires.isPresent() ? seconds(expires.get()) : usual,
                priority(contact),
                told(named, flow));
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '"');
    }

    // what makes two addresses the same: RFC 3261 §19.1.4, as far as phones differ in it
    private static String address(SipUri uri) {
        var host = uri.host().toLowerCase(Locale.ROOT);
        var transport = uri.parameters().value("transport").orElse("").toLowerCase(Locale.ROOT);
        return uri.scheme() + ":" + uri.user() + "@" + host + ":" + uri.port() + ";" + transport;
    }

    // instance and flow are told back to who registered with both (RFC 5626 §6)
    private static String told(Optional<String> instance, Optional<String> flow) {
        return instance.map(i -> ";+sip.instance=\"" + i + "\"").orElse("")
                + flow.filter(_ -> instance.isPresent()).map(f -> ";reg-id=" + f).orElse("");
    }

    // q in thousandths; what is none counts as not said, and not said as 1
    private static int priority(NameAddress contact) {
        return contact.parameters()
                .value("q")
                .filter(q -> q.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?"))
                .map(q -> (int) Math.round(Double.parseDouble(q) * 1000))
                .orElse(1000);
    }

    // what makes no sense counts as not said (RFC 3261 §10.2.1.1)
    private static Optional<Duration> seconds(String text) {
        var digits = text.strip();
        if (!digits.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(digits), FOREVER)));
    }

    private static PeerFault.Malformed malformed(String what) {
        return new PeerFault.Malformed(PeerFault.Scope.MESSAGE, what + " (RFC 3261 §10.3)");
    }
}
