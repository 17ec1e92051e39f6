package org.dragoman.core.route;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.core.call.CallRequest;

/// A call that wants to be routed, with all that rules may look at.
///
/// - {@code ingress}: the trunk it came in by; {@code protocol} is what is spoken there.
/// - {@code account}: the number of the account that calls, if one does.
/// - {@code source}: the address its signalling comes from, where that is known.
/// - {@code isThere}: whether the call counts among those of its trunk already; one that nobody
///   makes does not.
/// - {@code draw}: a number from 0 up to 1, drawn for this call: what weights are counted by.
public record RouteQuery(
        CallRequest request,
        String ingress,
        String protocol,
        Optional<String> account,
        Optional<InetAddress> source,
        Instant at,
        boolean isThere,
        double draw) {

    /// A call of which no more is known.
    public static RouteQuery of(CallRequest request, String ingress, Instant at) {
        return new RouteQuery(
                request, ingress, "", Optional.empty(), Optional.empty(), at, true, 0);
    }

    public RouteQuery withRequest(CallRequest other) {
        return new RouteQuery(other, ingress, protocol, account, source, at, isThere, draw);
    }

    public RouteQuery withProtocol(String other) {
        return new RouteQuery(request, ingress, other, account, source, at, isThere, draw);
    }

    public RouteQuery withAccount(String number) {
        return new RouteQuery(
                request, ingress, protocol, Optional.of(number), source, at, isThere, draw);
    }

    public RouteQuery withSource(InetAddress address) {
        return new RouteQuery(
                request, ingress, protocol, account, Optional.of(address), at, isThere, draw);
    }

    public RouteQuery withDraw(double other) {
        return new RouteQuery(request, ingress, protocol, account, source, at, isThere, other);
    }

    /// The same, that nobody makes.
    public RouteQuery asIf() {
        return new RouteQuery(request, ingress, protocol, account, source, at, false, draw);
    }
}
