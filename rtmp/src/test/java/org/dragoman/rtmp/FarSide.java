package org.dragoman.rtmp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.testing.FakeLeg;
import org.dragoman.media.probe.ToneProbe;
import org.dragoman.media.testing.Eventually;

/// A telephone without a protocol at the other end, with real RTP of G.711: it says 440 Hz and
/// measures what it hears. It answers 2001, lets 2002 ring, and is busy for 2003.
final class FarSide implements Endpoint {
    static final double SAYS_HZ = 440;
    static final double LEVEL_DBM0 = -10;

    private final LinkedBlockingQueue<LegCommand> commands = new LinkedBlockingQueue<>();
    private volatile Optional<FakeLeg> leg = Optional.empty();
    private volatile Optional<CallEntrance> entrance = Optional.empty();
    final ToneProbe probe;

    FarSide() throws IOException {
        probe = new ToneProbe(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    void entrance(CallEntrance calls) {
        entrance = Optional.of(calls);
    }

    @Override
    public String protocol() {
        return "far";
    }

    @Override
    public CallLeg makeLeg(LegContext context) {
        var made = new FakeLeg(context, this::obey);
        leg = Optional.of(made);
        return made;
    }

    private void obey(FakeLeg its, LegCommand command) {
        commands.add(command);
        switch (command) {
            case LegCommand.Dial(var request) -> dialled(its, request);
            case LegCommand.Answer(var media, _) -> media.ifPresent(m -> talk(its));
            case LegCommand.Release(var cause) -> {
                probe.stop();
                its.emit(new LegEvent.Released(its.id(), cause));
            }
            case LegCommand.Redirect(_, var cause) ->
                    its.emit(new LegEvent.Released(its.id(), cause));
            case LegCommand.OfferMedia _ ->
                    its.emit(new LegEvent.MediaAnswered(its.id(), MediaDescription.of(Codec.PCMU)));
            case LegCommand.Proceed _,
                    LegCommand.AskForDigits _,
                    LegCommand.SendDialledDigits _,
                    LegCommand.Progress _,
                    LegCommand.Ring _,
                    LegCommand.AnswerMedia _,
                    LegCommand.AskForKeyFrame _,
                    LegCommand.RefuseMedia _,
                    LegCommand.Hold _,
                    LegCommand.Resume _,
                    LegCommand.SendDigit _,
                    LegCommand.TellTransfer _,
                    LegCommand.TellMeeting _,
                    LegCommand.Transfer _,
                    LegCommand.UpdateIdentity _ -> {}
        }
    }

    private void dialled(FakeLeg its, CallRequest request) {
        switch (request.to().digits()) {
            case "2001" -> {
                its.emit(new LegEvent.Ringing(its.id(), false, Optional.empty()));
                talk(its);
                var media = Optional.of(MediaDescription.of(Codec.PCMU));
                its.emit(new LegEvent.Answered(its.id(), media, Optional.empty()));
            }
            case "2002" -> its.emit(new LegEvent.Ringing(its.id(), false, Optional.empty()));
            default -> its.emit(new LegEvent.Released(its.id(), Cause.gateway(17)));
        }
    }

    private void talk(FakeLeg its) {
        var port = its.context().media();
        var format = new PayloadFormat(Codec.PCMU, 0, 20);
        port.agree(
                new MediaFlow(
                        Optional.of(probe.localAddress()),
                        Optional.empty(),
                        Optional.of(format),
                        List.of(format),
                        OptionalInt.of(101),
                        OptionalInt.of(101),
                        Direction.SEND_RECEIVE));
        probe.start(port.localRtp(), Codec.PCMU, 0, SAYS_HZ, LEVEL_DBM0);
    }

    /// Calls a number of the gateway.
    void call(String number) {
        var made =
                entrance.orElseThrow()
                        .open("far", context -> new FakeLeg(context, this::obey))
                        .orElseThrow();
        leg = Optional.of(made);
        var offer = Optional.of(MediaDescription.of(Codec.PCMU));
        var request = CallRequest.of(Party.ofNumber("2001"), Party.ofNumber(number), offer);
        made.say(new LegEvent.Offered(made.id(), request));
    }

    void hangUp() {
        var its = leg.orElseThrow();
        probe.stop();
        its.say(new LegEvent.Released(its.id(), Cause.NORMAL_CLEARING));
    }

    /// The other side is somebody else now.
    void becomes(Party other) {
        var its = leg.orElseThrow();
        its.say(new LegEvent.IdentityChanged(its.id(), other));
    }

    /// The next command of this kind that comes.
    <C extends LegCommand> C await(Class<C> kind) {
        try {
            while (true) {
                var next = commands.poll(Edge.SOON.toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new AssertionError("no " + kind.getSimpleName());
                }
                if (kind.isInstance(next)) {
                    return kind.cast(next);
                }
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Waits until this tone is heard.
    void hears(double hz) {
        Eventually.isTrue(
                Duration.ofSeconds(20), () -> Math.abs(probe.heard().frequencyHz() - hz) < 5);
    }

    @Override
    public void close() {
        try {
            probe.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
