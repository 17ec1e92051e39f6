package org.dragoman.sip;

import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.LegId;
import org.dragoman.sip.dialog.Input;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.net.ServerCall;

/// Where INVITEs come that begin a call: each becomes a leg, or is told why not.
///
/// - {@code open}: INVITEs that wait for their answer.
record Reception(
        CallEntrance entrance,
        Admission admission,
        Overload overload,
        Legs legs,
        LegMaker legMaker,
        IntSupplier open,
        RandomGenerator random) {

    /// - {@code find}: whose it is; where that cannot be told, it answers the call.
    void invite(ServerCall call, Supplier<Optional<Origin>> find) {
        var known = legs.begunBy(call.request());
        if (known.isPresent()) {
            known.get().receive(new Input.Received(call));
            return;
        }
        if (overload.refuses(call.waited(), open.getAsInt())) {
            call.respond(SipResponse.unavailable(token()));
            return;
        }
        overload.look();
        find.get().ifPresent(origin -> invite(call, origin));
    }

    private void invite(ServerCall call, Origin origin) {
        var objection = admission.objection(call, origin.peer());
        if (objection.isPresent()) {
            call.respond(objection.get());
            return;
        }
        switch (Replacement.of(call.request(), origin.trunk(), legs)) {
            case Replacement.Refused(int status) -> call.respond(SipResponse.of(status, token()));
            case Replacement.Taken(var replaces) -> open(call, origin, replaces);
        }
    }

    private void open(ServerCall call, Origin origin, Optional<LegId> replaces) {
        call.respond(SipResponse.of(100, ""));
        var opened =
                entrance.open(
                        origin.trunk(),
                        context -> legMaker.answering(context, origin, call, replaces));
        if (opened.isEmpty()) {
            call.respond(SipResponse.unavailable(token()));
            return;
        }
        var leg = opened.get();
        legs.begun(call.request(), leg);
        leg.start(call.request());
    }

    private String token() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }
}
