package org.dragoman.webrtc;

import java.net.InetAddress;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SdpParser;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.webrtc.signal.Called;
import org.dragoman.webrtc.signal.ClientMessage;
import org.dragoman.webrtc.signal.Input;
import org.dragoman.webrtc.signal.Refusal;
import org.dragoman.webrtc.signal.Refusal.Code;
import org.dragoman.webrtc.signal.ServerMessage;

/// Opens calls for pages, and finds those that there are.
///
/// - {@code address}: the page's.
record CallDesk(CallApi api, InetAddress address) {
    /// Somebody calls.
    void call(ClientMessage.Call m, Session caller) throws Refusal {
        judge(m);
        if (caller.leg(m.call()).isPresent()) {
            throw new Refusal(m.ref(), Code.INVALID, "call", "There is such a call already.");
        }
        if (!caller.hasRoom()) {
            throw new Refusal(
                    m.ref(), Code.TOO_MANY, "call", "More than " + Session.CALLS + " calls.");
        }
        switch (caller.who()) {
            case Session.Who.Member(var account) -> {
                if (api.with().accounts().find(account.number()).isEmpty()) {
                    throw new Refusal(m.ref(), Code.NO_SESSION, "", "The account is no more.");
                }
                open(m, caller, Account.TRUNK, () -> {});
            }
            case Session.Who.Visitor(_, var only) -> {
                if (!m.to().equals(only)) {
                    throw new Refusal(
                            m.ref(), Code.NOT_ALLOWED, "to", "Guests may not call this number.");
                }
                api.guests().begin(m.ref(), only, address);
                open(m, caller, GuestPolicy.TRUNK, () -> api.guests().end(only));
            }
        }
    }

    private static void judge(ClientMessage.Call m) throws Refusal {
        try {
            OfferAnswer.judging(MediaTransport.BROWSER, SrtpPolicy.OFF)
                    .offered(SdpParser.parse(m.sdp()));
        } catch (PeerFault e) {
            throw new Refusal(m.ref(), Code.BAD_SDP, "sdp", e.getMessage());
        }
    }

    private void open(ClientMessage.Call m, Session caller, String trunk, Runnable over) {
        var opened =
                api.with()
                        .entrance()
                        .open(
                                trunk,
                                (LegContext context) ->
                                        new WebRtcLeg(
                                                context, caller, m.call(), api.random(), over));
        if (opened.isPresent() && caller.enter(m.call(), opened.get())) {
            opened.get().begin(m, Called.party(m.to()));
        } else if (opened.isPresent()) {
            opened.get().receive(new Input.Left(Cause.NORMAL_CLEARING)); // the page has just left
        } else {
            over.run();
            caller.send(new ServerMessage.Ended(m.call(), Cause.CONGESTION));
        }
    }

    /// The call that a message is about.
    static WebRtcLeg leg(ClientMessage.OfCall m, Session of) throws Refusal {
        return of.leg(m.call())
                .orElseThrow(
                        () -> new Refusal(m.ref(), Code.NO_CALL, "call", "There is no such call."));
    }

    /// Connects the other sides of two calls.
    static void join(ClientMessage.Join m, Session of) throws Refusal {
        var leg = leg(m, of);
        var with =
                of.leg(m.with())
                        .filter(other -> other != leg)
                        .orElseThrow(
                                () ->
                                        new Refusal(
                                                m.ref(),
                                                Code.NO_CALL,
                                                "with",
                                                "There is no such call."));
        leg.receive(new Input.AskedToJoin(m.ref(), with.id()));
    }
}
