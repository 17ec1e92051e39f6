package org.dragoman.sip.registrar;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Device;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;
import org.dragoman.sip.net.Route;

/// A Contact that an account registered, and the flow by which it is reached.
///
/// - {@code key}: names it among the contacts of its account: instance and reg-id where the device
///   says both, else its address (RFC 5626 §6).
/// - {@code flow}: where its REGISTER came from.
/// - {@code parameters}: of the Contact, as they are told back.
/// - {@code callId}, {@code sequence}: of the REGISTER that said so last.
/// - {@code product}: what the device calls itself.
/// - {@code dial}: makes a leg to it.
public record RegisteredContact(
        String account,
        String key,
        String uri,
        Route flow,
        int priority,
        Instant since,
        Instant expires,
        String parameters,
        String callId,
        long sequence,
        Optional<String> product,
        BiFunction<RegisteredContact, LegContext, CallLeg> dial)
        implements Device {

    @Override
    public String id() {
        return "sip " + account + " " + key;
    }

    /// Where its Contact says that it is; nothing where that is a name.
    Optional<InetSocketAddress> said() {
        return KeptContact.place(uri);
    }

    /// Whether a NAT may be on the way, which forgets a way that nothing is sent by: a device that
    /// is not where it thinks it is, and has no connection (RFC 5626 §4.4.2).
    public boolean mayBeForgotten() {
        return !flow.transport().isConnected() && !said().equals(Optional.of(flow.to()));
    }

    @Override
    public Account.Protocol protocol() {
        return flow.transport().isWebSocket() ? Account.Protocol.WEBRTC : Account.Protocol.SIP;
    }

    @Override
    public String description() {
        var place = flow.to().getAddress().getHostAddress() + " port " + flow.to().getPort();
        return flow.transport().word() + " " + place + product.map(p -> ", " + p).orElse("");
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        return dial.apply(this, context);
    }
}
