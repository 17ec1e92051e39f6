package org.dragoman.sip;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.time.Timers;
import org.dragoman.sip.net.Route;
import org.dragoman.sip.net.ServerCall;
import org.dragoman.sip.net.SipStack;

/// Where the peer of a leg is, when that is not for the whole call: a device behind a NAT, or with
/// a connection of its own making.
final class Whereabouts {
    /// How long a device may be away whose connection broke, when the same one comes back.
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final Cause OUT_OF_ORDER = Cause.gateway(27); // Q.850

    private final LegContext context;
    private final SipStack stack;
    private final Outbox outbox;
    private final Optional<String> device;
    private final Consumer<Cause> gone;
    private volatile Route route;
    private Optional<Timers.Alarm> absence = Optional.empty(); // until the device comes back
    private boolean over;

    /// - {@code gone}: told on the call's loop when the peer will not come back.
    Whereabouts(
            LegContext context, SipStack stack, Outbox outbox, Origin with, Consumer<Cause> gone) {
        this.context = context;
        this.stack = stack;
        this.outbox = outbox;
        this.route = with.route();
        this.device = with.device();
        this.gone = gone;
    }

    Optional<String> device() {
        return device;
    }

    Route route() {
        return route;
    }

    /// Whether it is there; safe from any thread, as are the next three.
    boolean isAt(InetSocketAddress address, Transport transport) {
        return route.isTo(address, transport);
    }

    /// The peer sent a request of this call. One that is behind a NAT may come from elsewhere each
    /// time the NAT forgets it, and is reached there from now on.
    void heardFrom(ServerCall call) {
        if (route.flow() && !isAt(call.source(), call.transport())) {
            var way = call.back().asFlow();
            context.loop().execute(() -> moved(way));
        }
    }

    /// A device has registered: if it is this one, it is reached there from now on.
    void cameBack(String registered, Route way) {
        if (device.filter(registered::equals).isPresent() && !isAt(way.to(), way.transport())) {
            context.loop().execute(() -> moved(way));
        }
    }

    private void moved(Route way) {
        absence.ifPresent(
                alarm -> {
                    alarm.cancel();
                    decided("the device has come back by another connection");
                });
        absence = Optional.empty();
        stack.moved(route, way);
        route = way;
        outbox.moved(way);
    }

    /// The peer's connection is closed.
    ///
    /// - {@code forGood}: it was left on purpose, and the call with it.
    void lost(boolean forGood) {
        context.loop().execute(() -> away(forGood));
    }

    private void away(boolean forGood) {
        if (forGood || device.isEmpty()) {
            decided("the device has closed its connection");
            gone.accept(Cause.NORMAL_CLEARING);
        } else if (absence.isEmpty() && !over) {
            decided("the connection to the device broke");
            absence = Optional.of(context.timers().after(GRACE, this::stayedAway));
        }
    }

    private void stayedAway() {
        absence = Optional.empty();
        decided("the device has not come back");
        gone.accept(OUT_OF_ORDER);
    }

    private void decided(String what) {
        context.trace().decision(context.id(), what);
    }

    /// The leg is over.
    void forget() {
        over = true;
        absence.ifPresent(Timers.Alarm::cancel);
        absence = Optional.empty();
    }
}
