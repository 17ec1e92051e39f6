package org.dragoman.webrtc;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Party;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.core.time.Timers;
import org.dragoman.media.sdp.LocalAddress;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.media.sdp.SrtpPolicy;
import org.dragoman.webrtc.signal.BrowserMachine;
import org.dragoman.webrtc.signal.ClientMessage;
import org.dragoman.webrtc.signal.Input;
import org.dragoman.webrtc.signal.Output;

/// One side of a call, with a page: drives a {@link BrowserMachine} on the call's loop.
final class WebRtcLeg implements CallLeg {
    private static final Duration MEASURE = Duration.ofSeconds(3);
    private static final Cause ABSENT = Cause.gateway(20); // Q.850: subscriber absent

    private final LegContext context;
    private final Session session;
    private final String call;
    private final RandomGenerator random;
    private final Runnable over;
    private Optional<BrowserMachine> machine = Optional.empty(); // made with the media port
    private Optional<Timers.Alarm> measuring = Optional.empty();
    private boolean released;

    /// - {@code call}: names it to the page.
    /// - {@code random}: nobody may guess what comes.
    /// - {@code over}: run once when the call is over.
    WebRtcLeg(
            LegContext context,
            Session session,
            String call,
            RandomGenerator random,
            Runnable over) {
        this.context = context;
        this.session = session;
        this.call = call;
        this.random = random;
        this.over = over;
    }

    @Override
    public LegId id() {
        return context.id();
    }

    @Override
    public MediaTransport transport() {
        return MediaTransport.BROWSER;
    }

    /// The page calls. Whoever made the leg has seen that its offer can be taken.
    void begin(ClientMessage.Call message, Party to) {
        context.loop()
                .execute(
                        () -> {
                            note(Way.RECEIVED, message);
                            try {
                                var from = session.who().party();
                                perform(made().begin(message, from, to));
                            } catch (PeerFault e) {
                                throw new IllegalStateException("an offer read before", e);
                            }
                            if (session.isOver()) {
                                step(new Input.Left(Cause.NORMAL_CLEARING));
                            }
                        });
    }

    @Override
    public void execute(LegCommand command) {
        if (command instanceof LegCommand.Dial && !session.enter(call, this)) {
            released = true;
            context.emit(new LegEvent.Released(id(), ABSENT));
            over.run();
            return;
        }
        step(new Input.Ordered(command));
    }

    /// Takes what the page says; safe from any thread.
    void receive(Input input) {
        context.loop()
                .execute(
                        () -> {
                            if (input instanceof Input.Asked(var message)) {
                                note(Way.RECEIVED, message);
                            }
                            step(input);
                        });
    }

    private void step(Input input) {
        if (!released || input instanceof Input.Asked) {
            perform(made().step(input));
        }
    }

    private BrowserMachine made() {
        if (machine.isEmpty()) {
            var start =
                    OfferAnswer.start(
                            LocalAddress.of(context.media(), context::video),
                            random.nextLong() >>> 1,
                            SrtpPolicy.OFF,
                            random);
            machine = Optional.of(new BrowserMachine(id(), call, start));
        }
        return machine.get();
    }

    private void perform(List<Output> outputs) {
        outputs.forEach(this::perform);
    }

    private void perform(Output output) {
        switch (output) {
            case Output.Send(var message) -> {
                note(Way.SENT, message);
                session.send(message);
            }
            case Output.Emit(var event) -> context.emit(event);
            case Output.Agree(var flow, var video) -> {
                context.media().agree(flow);
                video.ifPresent(v -> context.video().ifPresent(port -> port.agree(v)));
            }
            case Output.AskForKeyFrame() -> context.video().ifPresent(MediaPort::askForKeyFrame);
            case Output.Measure() -> measureLater();
            case Output.Over() -> leave();
        }
    }

    private void leave() {
        released = true;
        measuring.ifPresent(Timers.Alarm::cancel);
        session.leave(call, this);
        over.run();
    }

    private void measureLater() {
        measuring = Optional.of(context.timers().after(MEASURE, this::measure));
    }

    private void measure() {
        step(new Input.Measured(context.media().statistics()));
        measureLater();
    }

    private void note(Way way, Object message) {
        if (!(message instanceof org.dragoman.webrtc.signal.ServerMessage.Quality)) {
            context.trace().message(id(), way, message.getClass().getSimpleName(), "");
        }
    }
}
