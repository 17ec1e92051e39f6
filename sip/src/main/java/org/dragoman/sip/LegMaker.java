package org.dragoman.sip;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegId;
import org.dragoman.media.sdp.LocalAddress;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.dialog.SipMachine;
import org.dragoman.sip.dialog.Surroundings;
import org.dragoman.sip.net.ServerCall;
import org.dragoman.sip.net.SipStack;

/// Puts legs together: the machine, what it knows of the world, and the stack it speaks by.
record LegMaker(
        SipConfig config, Mappings mappings, RandomGenerator random, SipStack stack, Legs legs) {

    /// A leg that will be told to dial.
    SipLeg calling(LegContext context, Origin to) {
        var machine = SipMachine.calling(surroundings(context, to, Optional.empty()));
        return new SipLeg(context, stack, to, legs, machine);
    }

    /// The leg of an INVITE that came in.
    ///
    /// - {@code replaces}: whose place it is to take.
    SipLeg answering(LegContext context, Origin from, ServerCall call, Optional<LegId> replaces) {
        var machine = SipMachine.answering(surroundings(context, from, replaces), call);
        return new SipLeg(context, stack, from, legs, machine);
    }

    private Surroundings surroundings(LegContext context, Origin with, Optional<LegId> replaces) {
        var route = with.route();
        return new Surroundings(
                context.id(),
                with.peer(),
                config,
                mappings.of(with.peer().name()),
                route.host(),
                route.contact(),
                route.transport().isSecure(),
                () -> LocalAddress.of(context.media(), context::video),
                random,
                with.caller(),
                with.target(),
                replaced -> legs.replaced(replaced, context.trunk()),
                replaces);
    }
}
