package org.dragoman.sip;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegId;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.sip.dialog.Incoming;
import org.dragoman.sip.dialog.Input;
import org.dragoman.sip.dialog.Output;
import org.dragoman.sip.dialog.SipMachine;
import org.dragoman.sip.message.Copied;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.SipMessage;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;

/// One side of a call, in SIP, without a network. Made by {@link SipReplay}.
public final class ReplayedLeg implements CallLeg, Far {
    private final LegContext context;
    private final SipMachine machine;
    private final LegSurroundings surroundings;
    private final Map<Integer, SipRequest> invites = new HashMap<>();
    private Optional<Asked> invited = Optional.empty();
    private Far far = (_, _) -> {};

    /// A request that waits for its response.
    record Asked(SipRequest request, Consumer<SipResponse> reply) implements Incoming {}

    ReplayedLeg(LegContext context, SipMachine machine) {
        this.context = context;
        this.machine = machine;
        this.surroundings = new LegSurroundings(context, timer -> step(new Input.Expired(timer)));
    }

    void meets(Far other) {
        far = other;
    }

    @Override
    public LegId id() {
        return context.id();
    }

    @Override
    public void execute(LegCommand command) {
        step(new Input.Ordered(command));
    }

    void begin(Asked invite) {
        invited = Optional.of(invite);
        context.loop()
                .execute(
                        () -> {
                            note(Way.RECEIVED, invite.request());
                            try {
                                machine.begin().forEach(this::perform);
                            } catch (PeerFault e) { // as the endpoint's admission has it
                                decided("488: " + e.getMessage());
                                var refusal = SipResponse.of(488, machine.localTag());
                                invite.reply().accept(Copied.from(invite.request(), refusal));
                            }
                        });
    }

    @Override
    public void request(SipRequest request, Consumer<SipResponse> reply) {
        var asked = new Asked(request, reply);
        context.loop()
                .execute(
                        () -> {
                            note(Way.RECEIVED, request);
                            step(input(asked));
                        });
    }

    private Input input(Asked asked) {
        return switch (asked.request().method()) {
            case "ACK" -> new Input.Acknowledged(asked.request());
            case "CANCEL" -> new Input.Cancelled(asked, invited.orElse(asked));
            default -> new Input.Received(asked);
        };
    }

    private void replied(int ticket, SipResponse response) {
        context.loop()
                .execute(
                        () -> {
                            note(Way.RECEIVED, response);
                            step(new Input.Replied(ticket, response));
                        });
    }

    private void step(Input input) {
        machine.step(input).forEach(this::perform);
    }

    private void note(Way way, SipMessage message) {
        context.trace().message(id(), way, SipNames.name(message), SipNames.detail(message));
    }

    private void decided(String what) {
        context.trace().decision(id(), what);
    }

    private void perform(Output output) {
        switch (output) {
            case Output.Send(int ticket, var request) -> send(ticket, request);
            case Output.SendAck(var ack) -> {
                note(Way.SENT, ack);
                far.request(ack, _ -> {});
            }
            case Output.Cancel(int ticket, var headers) -> cancel(ticket, headers);
            case Output.Abandon(int ticket, var headers) -> cancel(ticket, headers);
            case Output.Respond(var to, var response) -> {
                note(Way.SENT, response);
                ((Asked) to).reply().accept(Copied.from(to.request(), response));
            }
            case Output.Repeat _ -> {} // nothing is lost here
            case Output.OfSurroundings here -> surroundings.perform(here);
            case Output.Done _ -> invites.clear();
        }
    }

    private void send(int ticket, SipRequest request) {
        note(Way.SENT, request);
        if (request.is("INVITE")) {
            invites.put(ticket, request);
        }
        far.request(request, response -> replied(ticket, response));
    }

    /// RFC 3261 §9.1: the same request but for its method.
    private void cancel(int ticket, Headers more) {
        var invite = invites.get(ticket);
        if (invite != null) {
            var sequence = invite.sequence() + " CANCEL";
            var headers =
                    invite.headers().replacing("CSeq", sequence).without("Contact").with(more);
            var cancel = new SipRequest("CANCEL", invite.uri(), headers, Optional.empty());
            note(Way.SENT, cancel);
            far.request(cancel, _ -> {});
        }
    }
}
