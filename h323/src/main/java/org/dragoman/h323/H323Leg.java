package org.dragoman.h323;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.net.Connection;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Message;

/// One H.323 side of a call. Commands and messages meet here on the call's loop; which side of
/// the signalling the leg takes decides what they do.
public final class H323Leg implements CallLeg {
    private final LegParts parts;
    private Optional<Side> side = Optional.empty();

    H323Leg(Workshop ofAll, LegContext context, H323Peer peer) {
        var workshop = ofAll.towards(peer.behaviour());
        var wire =
                new LegWire(
                        context,
                        peer.behaviour().tunnelling(),
                        peer.behaviour().sharesConnection(),
                        workshop.random());
        var timers = new LegTimers(context.timers(), wire::flush);
        var sockets = new LegSockets();
        this.parts =
                new LegParts(
                        workshop,
                        context,
                        peer,
                        wire,
                        timers,
                        sockets,
                        new LegControl(workshop, context, peer, wire, timers, sockets),
                        new LegEvents(context));
    }

    @Override
    public LegId id() {
        return parts.context().id();
    }

    @Override
    public Optional<InetAddress> source() {
        return parts.wire().link().map(link -> link.remote().getAddress());
    }

    @Override
    public Map<String, String> identifiers() {
        return parts.wire().identifiers();
    }

    @Override
    public void execute(LegCommand command) {
        if (parts.events().isReleased()) {
            return;
        }
        if (command instanceof LegCommand.Dial(var request)) {
            var calling = new CallingSide(parts, request);
            side = Optional.of(calling);
            dial(calling);
        } else if (command instanceof LegCommand.Release(var cause)) {
            side.ifPresentOrElse(s -> s.end(cause), () -> over(cause));
        } else {
            // What says where we listen must wait until we do.
            parts.control()
                    .connection()
                    .whenListening(() -> side.ifPresent(s -> order(s, command)));
        }
        parts.wire().flush();
    }

    private void over(Cause cause) {
        parts.close();
        parts.events().emit(new LegEvent.Released(id(), cause));
    }

    private void dial(CallingSide calling) {
        if (!calling.isSpeakable()) {
            calling.end(Cause.BEARER_NOT_IMPLEMENTED);
            return;
        }
        parts.peer()
                .address()
                .ifPresentOrElse(
                        address -> dial(calling, address), () -> calling.end(Cause.NO_ROUTE));
    }

    /// By a connection that is there already, where the peer takes several calls on one; else by a
    /// new one.
    private void dial(CallingSide calling, InetSocketAddress address) {
        var open = parts.workshop().open();
        var way = new SharedConnections.Way(parts.peer().name(), address);
        Optional<SignallingConnection> there =
                parts.behaviour().sharesConnection() ? open.shared().to(way) : Optional.empty();
        Runnable anew =
                () -> calling.dial(address, (connection, made) -> link(connection, made, way));
        if (there.isPresent()) {
            decision("goes by a connection that is there: the peer takes several calls on one");
            Runnable otherwise = () -> parts.context().loop().execute(anew);
            there.get().join(newcomer(calling::connected, otherwise));
        } else {
            anew.run();
        }
    }

    private Connection.Listener link(
            Connection connection, Consumer<SignallingLink> made, SharedConnections.Way way) {
        var open = parts.workshop().open();
        Optional<SignallingConnection.Sharing> sharing = Optional.empty();
        if (parts.behaviour().sharesConnection()) {
            var idle = parts.workshop().config().silence();
            sharing = Optional.of(new SignallingConnection.Sharing(way, open.shared(), idle));
        } else {
            parts.sockets().add(connection::close);
        }
        var first = newcomer(made, connection::close);
        return SignallingConnection.dialled(connection, first, sharing, open);
    }

    private Newcomers.Newcomer newcomer(Consumer<SignallingLink> made, Runnable otherwise) {
        return new Newcomers.Newcomer(
                sink(),
                link -> {
                    parts.sockets().add(link::release); // should the call be over by then
                    parts.context().loop().execute(() -> made.accept(link));
                },
                otherwise);
    }

    private void order(Side s, LegCommand command) {
        if (parts.events().isReleased()) {
            return;
        }
        switch (command) {
            case LegCommand.Dial _, LegCommand.Release _ ->
                    throw new IllegalStateException("done before");
            case LegCommand.Proceed _ -> s.proceed();
            case LegCommand.AskForDigits _ -> s.askForDigits();
            case LegCommand.SendDialledDigits(var digits, boolean complete) ->
                    s.sendDialledDigits(digits, complete);
            case LegCommand.Progress(boolean inBand, var media, var cause) ->
                    s.progress(inBand, media, cause);
            case LegCommand.Ring(boolean inBand, var media) -> s.ring(inBand, media);
            case LegCommand.Answer(var media, var connected) -> s.answer(media, connected);
            case LegCommand.OfferMedia(var offer) -> {
                s.media().change().offer(offer);
                s.talk().openControl();
            }
            case LegCommand.AnswerMedia(var answer) -> s.media().change().answered(answer);
            case LegCommand.RefuseMedia(var cause) -> {
                decision("the other side refused the change of media, cause " + cause.q850());
                s.media().change().refused();
            }
            case LegCommand.Hold _ -> s.talk().hold(true);
            case LegCommand.Resume _ -> s.talk().hold(false);
            case LegCommand.SendDigit(char digit, var held) -> s.talk().sendDigit(digit, held);
            case LegCommand.AskForKeyFrame _ -> decision("no video by H.323: no key frame");
            case LegCommand.TellTransfer _ -> decision("no transfer was asked for by H.323");
            case LegCommand.TellMeeting _ -> decision("no meeting was asked for by H.323");
            case LegCommand.Transfer _ ->
                    decision("transfer needs H.450.2, which this leg does not speak");
            case LegCommand.Redirect(var targets, var cause) -> redirect(s, targets, cause);
            case LegCommand.UpdateIdentity(var party) -> {
                if (s.isTalking()) {
                    s.talk().sendIdentity(party);
                }
            }
        }
    }

    /// H.225.0 §7.4, callForwarded: Facility says whom to call, ReleaseComplete ends the attempt.
    private void redirect(Side s, List<Party> targets, Cause cause) {
        if (!targets.isEmpty()) {
            parts.wire()
                    .send(
                            MessageType.FACILITY,
                            List.of(),
                            UserInformation.builder()
                                    .reason(UserInformation.CALL_FORWARDED)
                                    .alternativeAliases(Parties.aliases(targets.getFirst())));
        }
        s.end(cause);
    }

    private void decision(String what) {
        parts.context().trace().decision(id(), what);
    }

    /// A call came in on this link; on the call's loop.
    void called(SignallingLink link, Q931Message setup, UserInformation info) {
        parts.wire().attach(link);
        parts.wire().note(Way.RECEIVED, setup, info);
        var called = new CalledSide(parts);
        side = Optional.of(called);
        called.setup(setup, info);
        parts.wire().flush();
    }

    /// Told on the connection's thread what comes for this call; does it on the call's loop.
    SignallingLink.Sink sink() {
        var loop = parts.context().loop();
        return new SignallingLink.Sink() {
            @Override
            public void received(Q931Message message, UserInformation info) {
                loop.execute(() -> take(message, info));
            }

            @Override
            public void unreadable(String why) {
                loop.execute(() -> decision("message ignored: " + why));
            }

            @Override
            public void connectionLost() {
                loop.execute(
                        () -> {
                            if (!parts.events().isReleased()) {
                                decision("the signalling connection was closed");
                                side.ifPresent(Side::lost);
                            }
                        });
            }

            @Override
            public void endpointCloses() {
                loop.execute(() -> execute(new LegCommand.Release(Cause.TEMPORARY_FAILURE)));
            }
        };
    }

    private void take(Q931Message message, UserInformation info) {
        if (parts.events().isReleased()) {
            return; // late messages are normal
        }
        parts.wire().note(Way.RECEIVED, message, info);
        side.ifPresent(s -> s.received(message, info));
        parts.wire().flush();
    }
}
