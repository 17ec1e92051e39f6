package org.dragoman.sip;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegContext;
import org.dragoman.media.sdp.LocalAddress;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.dialog.SipMachine;
import org.dragoman.sip.dialog.Surroundings;
import org.dragoman.sip.message.Copied;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// The same machines as {@link SipEndpoint}'s without a network: for calls that are played again
/// from a capture. Whoever uses it brings the other end.
public final class SipReplay implements Endpoint {
    private final SipPeer peer;
    private final CallEntrance entrance;
    private final Mappings mappings;
    private final RandomGenerator random;
    private final Function<ReplayedLeg, Far> dialled;

    /// - {@code peer}: the one peer there is.
    /// - {@code dialled}: finds the other end of a leg that is going to dial.
    public SipReplay(
            SipPeer peer,
            CallEntrance entrance,
            Mappings mappings,
            RandomGenerator random,
            Function<ReplayedLeg, Far> dialled) {
        this.peer = peer;
        this.entrance = entrance;
        this.mappings = mappings;
        this.random = random;
        this.dialled = dialled;
    }

    @Override
    public String protocol() {
        return "sip";
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        var leg = new ReplayedLeg(context, SipMachine.calling(around(context)));
        leg.meets(dialled.apply(leg));
        return leg;
    }

    /// An INVITE begins a call; the leg takes what follows.
    ///
    /// - {@code from}: who sent it.
    /// - {@code reply}: takes the responses.
    /// - Returns: the leg, which is {@link Far} to whoever sent the INVITE.
    public Far accept(SipRequest invite, Far from, Consumer<SipResponse> reply) {
        reply.accept(Copied.from(invite, SipResponse.of(100, "")));
        var call = new ReplayedLeg.Asked(invite, reply);
        return entrance.open(
                        peer.name(),
                        context -> {
                            var machine = SipMachine.answering(around(context), call);
                            var leg = new ReplayedLeg(context, machine);
                            leg.meets(from);
                            leg.begin(call);
                            return leg;
                        })
                .<Far>map(leg -> leg)
                .orElse((_, _) -> {});
    }

    private Surroundings around(LegContext context) {
        return new Surroundings(
                context.id(),
                peer,
                SipConfig.standard(),
                mappings,
                "gateway.invalid",
                "sip:dragoman@gateway.invalid",
                false,
                () -> LocalAddress.of(context.media()),
                random);
    }

    @Override
    public void close() {
        // it has no sockets
    }
}
