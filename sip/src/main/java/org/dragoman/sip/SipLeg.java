package org.dragoman.sip;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegId;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.sip.dialog.Incoming;
import org.dragoman.sip.dialog.Input;
import org.dragoman.sip.dialog.Output;
import org.dragoman.sip.dialog.SipMachine;
import org.dragoman.sip.dialog.Standing;
import org.dragoman.sip.message.Copied;
import org.dragoman.sip.message.SipMessage;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.net.ClientCall;
import org.dragoman.sip.net.Route;
import org.dragoman.sip.net.ServerCall;
import org.dragoman.sip.net.SipStack;

/// One side of a call, in SIP: drives a {@link SipMachine} on the call's loop.
final class SipLeg implements CallLeg {
    private final LegContext context;
    private final SipStack stack;
    private final Outbox outbox;
    private final Registry registry;
    private final SipMachine machine;
    private final LegSurroundings surroundings;
    private final Map<Integer, ClientCall> invites = new HashMap<>();
    private final Whereabouts peer;
    private final MediaTransport mediaTransport;
    private volatile Seen seen = new Seen(Standing.EARLY, "");

    /// What others see of the dialog.
    record Seen(Standing standing, String remoteTag) {}

    /// Where legs are found by what the network names them with.
    interface Registry {
        void entered(String callId, String localTag, SipLeg leg);

        void left(String callId, String localTag, String remoteTag, SipLeg leg);

        /// Nothing can be sent to a device where it registered from.
        void unreachable(String device);
    }

    SipLeg(LegContext context, SipStack stack, Origin with, Registry registry, SipMachine machine) {
        this.context = context;
        this.stack = stack;
        this.mediaTransport = with.peer().mediaTransport();
        this.outbox = new Outbox(stack, with.route(), context.loop());
        this.peer =
                new Whereabouts(context, stack, outbox, with, cause -> step(new Input.Gone(cause)));
        this.registry = registry;
        this.machine = machine;
        this.surroundings = new LegSurroundings(context, timer -> step(new Input.Expired(timer)));
    }

    @Override
    public LegId id() {
        return context.id();
    }

    String trunk() {
        return context.trunk();
    }

    @Override
    public void execute(LegCommand command) {
        step(new Input.Ordered(command));
    }

    /// Reports the call that came in. The endpoint has made sure that its offer can be taken.
    void start(SipRequest invite) {
        context.loop().execute(() -> begin(invite));
    }

    private void begin(SipRequest invite) {
        try {
            registry.entered(machine.callId(), machine.localTag(), this);
            note(Way.RECEIVED, invite);
            var outputs = machine.begin();
            look();
            perform(outputs);
            if (machine.isOver()) { // ended before it began: the endpoint entered it afterwards
                leave();
            }
        } catch (PeerFault e) {
            throw new IllegalStateException("an offer that was read before", e);
        }
    }

    @Override
    public MediaTransport transport() {
        return mediaTransport;
    }

    @Override
    public Optional<InetAddress> source() {
        return Optional.ofNullable(peer.route().to().getAddress()); // none while it is a name
    }

    @Override
    public Map<String, String> identifiers() {
        var callId = machine.callId();
        return callId.isEmpty() ? Map.of() : Map.of("Call-ID", callId);
    }

    /// How far its dialog is, and with whom; safe from any thread.
    Seen seen() {
        return seen;
    }

    /// Where its peer is; safe from any thread.
    Whereabouts peer() {
        return peer;
    }

    /// Takes what the network brought; safe from any thread.
    void receive(Input input) {
        context.loop()
                .execute(
                        () -> {
                            note(input);
                            step(input);
                        });
    }

    private void step(Input input) {
        var outputs = machine.step(input);
        look();
        perform(outputs);
    }

    private void look() {
        var now = new Seen(machine.standing(), machine.remoteTag());
        if (!now.equals(seen)) {
            seen = now;
        }
    }

    private void note(Input input) {
        switch (input) {
            case Input.Received(var incoming) -> note(Way.RECEIVED, incoming.request());
            case Input.Cancelled(var cancel, _) -> note(Way.RECEIVED, cancel.request());
            case Input.Acknowledged(var ack) -> note(Way.RECEIVED, ack);
            case Input.Replied(_, var response) -> note(Way.RECEIVED, response);
            case Input.Ordered _, Input.Unanswered _, Input.Gone _, Input.Expired _ -> {}
        }
    }

    private void note(Way way, SipMessage message) {
        note(way, message, () -> message);
    }

    /// - {@code whole}: the message as it is on the wire.
    private void note(Way way, SipMessage message, Supplier<SipMessage> whole) {
        var content = new SentText(whole, peer.route());
        context.trace()
                .message(id(), way, SipNames.name(message), SipNames.detail(message), content);
    }

    private void perform(List<Output> outputs) {
        for (var output : outputs) {
            perform(output);
        }
    }

    private void perform(Output output) {
        switch (output) {
            case Output.Send(int ticket, var request) -> send(ticket, request);
            case Output.SendAck(var ack) -> {
                note(Way.SENT, ack);
                outbox.put(ack, route -> stack.sendAlone(ack, route));
            }
            case Output.Cancel(int ticket, var headers) -> {
                context.trace().message(id(), Way.SENT, "CANCEL", "");
                var invite = invites.get(ticket);
                if (invite != null) {
                    invite.cancel(headers);
                }
            }
            case Output.Abandon(int ticket, var headers) -> {
                var invite = invites.get(ticket);
                if (invite != null) {
                    invite.abandon(headers);
                }
            }
            case Output.Respond(var to, var response) -> {
                note(Way.SENT, response, () -> Copied.from(to.request(), response));
                server(to).respond(response);
            }
            case Output.Repeat(var to, var response) -> server(to).repeat(response);
            case Output.OfSurroundings here -> surroundings.perform(here);
            case Output.Done() -> {
                invites.values().forEach(ClientCall::leave);
                invites.clear();
                leave();
            }
        }
    }

    private void leave() {
        peer.forget();
        registry.left(machine.callId(), machine.localTag(), machine.remoteTag(), this);
    }

    private static ServerCall server(Incoming incoming) {
        return (ServerCall) incoming; // the endpoint makes every one of them
    }

    private void send(int ticket, SipRequest request) {
        note(Way.SENT, request);
        if (request.is("INVITE") && request.isOutOfDialog()) {
            registry.entered(machine.callId(), machine.localTag(), this);
        }
        outbox.put(request, route -> send(ticket, request, route));
    }

    private void send(int ticket, SipRequest request, Route route) {
        var call = stack.send(request, route, new Reply(ticket));
        if (request.is("INVITE")) {
            call.ifPresent(c -> invites.put(ticket, c));
        }
    }

    /// Brings what becomes of a request onto the loop.
    private final class Reply implements ClientCall.Fate {
        private final int ticket;

        Reply(int ticket) {
            this.ticket = ticket;
        }

        @Override
        public void replied(SipResponse response) {
            receive(new Input.Replied(ticket, response));
        }

        @Override
        public void unanswered(boolean unreachable) {
            if (unreachable) {
                peer.device().ifPresent(registry::unreachable);
            }
            receive(new Input.Unanswered(ticket, unreachable));
        }
    }
}
