package org.dragoman.media.relay;

import java.util.Optional;
import org.dragoman.media.codec.G711Payload;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.rtp.RtpView;

/// The way of what a port's peer says to the port this one is joined to: as it is, as the other law
/// of G.711, in packets of another length, or off to a worker that converts it.
final class SoundWay {
    private final Converting converting;
    private final Regrouper regrouper;
    private final PortCounters counters;
    private final RtpView packet;
    private Route route;

    SoundWay(
            Converting converting,
            Regrouper regrouper,
            PortCounters counters,
            RtpView packet,
            FlowPlan plan) {
        this.converting = converting;
        this.regrouper = regrouper;
        this.counters = counters;
        this.packet = packet;
        route = new Route(plan, Optional.empty(), converting.converter());
    }

    Route route() {
        return route;
    }

    /// Either side agreed to something else, or there is another one.
    void find(FlowPlan from, Optional<FlowPlan> to) {
        route = new Route(from, to, converting.converter());
        converting.keepOnly(route);
        regrouper.end();
    }

    /// What the peer says goes into a room.
    void findRoom(FlowPlan plan) {
        route = Route.throughRoom(plan, converting.converter());
        converting.keepOnly(route);
        regrouper.end();
    }

    /// The peer shall hear the room, even where it says nothing there.
    void listen(ModeRequest asked, long nanos) {
        var kind = route.anyKind();
        if (kind.isPresent()) {
            converting.listen(kind.get(), asked, nanos);
        }
    }

    /// Takes the packet at hand, into the room.
    void say(PacketBatch batch, ModeRequest asked, int extended, long nanos) {
        if (route.action(packet.type()) == Route.CONVERT) {
            converting.sound(batch.packets(), route.kind(packet.type()), asked, extended, nanos);
        } else if (converting.isActive() && route.isNoise(packet.type())) {
            converting.noise(batch.packets(), extended, nanos);
        } else {
            counters.refused.add(1);
            converting.other(batch.packets(), extended, nanos);
        }
    }

    /// Takes the packet at hand.
    void pass(LivePort to, PacketBatch batch, int extended, int clockHz, long nanos) {
        byte action = route.action(packet.type());
        if (converting.isActive() && route.isNoise(packet.type())) {
            converting.noise(batch.packets(), extended, nanos);
        } else if (action == Route.CONVERT && to.isOpen()) {
            converting.sound(batch.packets(), route.kind(packet.type()), to.asked, extended, nanos);
        } else if (action < Route.PASS || !to.listens() || action == Route.CONVERT) {
            if (action == Route.UNFIT) {
                counters.refused.add(1);
            }
            skip(to, batch, extended, nanos);
        } else {
            converting.end();
            relay(to, batch, action, extended, clockHz, nanos);
        }
    }

    private void relay(
            LivePort to, PacketBatch batch, byte action, int extended, int clockHz, long nanos) {
        if (action == Route.A_TO_MU) {
            G711Payload.aToMu(batch.packets(), packet.payloadAt(), packet.payloadLength());
        } else if (action == Route.MU_TO_A) {
            G711Payload.muToA(batch.packets(), packet.payloadAt(), packet.payloadLength());
        }
        if (!regrouper.takes(route.length(packet.type()), batch)) {
            regrouper.skip(to, batch, extended, nanos);
        } else if (regrouper.pass(to, batch, route, extended, clockHz, nanos)) {
            return;
        }
        if (to.out.map(
                extended, packet.timestamp(), packet.ssrc(), packet.marker(), nanos, clockHz)) {
            to.send(batch, packet.at(), packet.length(), route.typeFor(packet.type()));
        }
    }

    /// When {@link #tick} wants to be called.
    long dueNanos() {
        return regrouper.dueNanos();
    }

    /// Sends what has waited for more of its kind.
    void tick(LivePort to, PacketBatch batch, long nanos) {
        regrouper.tick(to, batch, nanos);
    }

    /// The packet at hand is not passed on, and leaves no gap on the other side.
    void skip(LivePort to, PacketBatch batch, int extended, long nanos) {
        regrouper.skip(to, batch, extended, nanos);
        to.out.skip(extended, packet.ssrc());
        converting.other(batch.packets(), extended, nanos);
    }
}
