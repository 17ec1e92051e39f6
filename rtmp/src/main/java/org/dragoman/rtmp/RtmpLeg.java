package org.dragoman.rtmp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.rtmp.dialect.News;
import org.dragoman.rtmp.sound.Taste;
import org.dragoman.rules.Preset;

/// One side of a call, at a client that speaks RTMP. Everything happens on the call's loop; what
/// a client wants comes there by the methods that say so.
final class RtmpLeg implements CallLeg {
    /// Where the call stands, seen from the client.
    private enum Stage {
        /// The client called, or is called, and nobody has answered.
        AWAITING_ANSWER,
        TALKING,
        OVER
    }

    private final LegContext context;
    private final Phone phone;
    private final LegMedia media;
    private final Surroundings around;
    private final boolean incoming;
    private final KeyPictureWish keyPictures = new KeyPictureWish();
    private Stage stage = Stage.AWAITING_ANSWER;
    private Party caller = Party.UNKNOWN;
    private Party callee = Party.UNKNOWN;
    private Optional<MediaDescription> offered = Optional.empty();
    private boolean rung;

    /// - {@code incoming}: the client is called.
    RtmpLeg(LegContext context, Phone phone, Taste taste, Surroundings around, boolean incoming) {
        this.context = context;
        this.phone = phone;
        this.media = new LegMedia(this, context, phone, taste, around);
        this.around = around;
        this.incoming = incoming;
    }

    @Override
    public LegId id() {
        return context.id();
    }

    @Override
    public Optional<InetAddress> source() {
        return phone.address();
    }

    @Override
    public MediaTransport transport() {
        return MediaTransport.INSIDE;
    }

    /// How the client names the call.
    String name() {
        return id().call() + "-" + id().index();
    }

    /// Any thread: begins the call that the client asked for.
    void begin(Party from, String to) {
        onLoop(
                () -> {
                    caller = from;
                    callee = Party.ofNumber(to);
                    received("call", "to " + to);
                    emit(
                            new LegEvent.Offered(
                                    id(),
                                    CallRequest.of(from, callee, Optional.of(media.offer()))));
                });
    }

    /// Any thread: the client takes the call.
    void answer() {
        onLoop(
                () -> {
                    if (stage != Stage.AWAITING_ANSWER || !incoming) {
                        return;
                    }
                    received("answer", "");
                    stage = Stage.TALKING;
                    var said = offered.map(media::answer).orElseGet(media::offer);
                    if (offered.isPresent()) {
                        media.agree(said);
                    }
                    emit(new LegEvent.Answered(id(), Optional.of(said), Optional.empty()));
                    tell(new News.Answered(facts(), media.codec()));
                });
    }

    /// Any thread: the client ends the call, or is gone.
    void hangUp(Cause cause) {
        onLoop(
                () -> {
                    if (stage != Stage.OVER) {
                        received("hang up", "");
                        end(cause, true);
                        emit(new LegEvent.Released(id(), cause));
                    }
                });
    }

    /// Any thread: the client dials digits in the call.
    void dial(char digit, Duration length) {
        onLoop(
                () -> {
                    received("digit", "");
                    emit(new LegEvent.Digit(id(), digit, length, DigitMethod.COMMAND));
                });
    }

    /// Any thread: the client holds the call, or takes it up again.
    void hold(boolean on) {
        onLoop(
                () -> {
                    if (stage != Stage.TALKING || !media.hold(on)) {
                        return;
                    }
                    received(on ? "hold" : "resume", "");
                    emit(on ? new LegEvent.Held(id()) : new LegEvent.Resumed(id()));
                    tell(new News.Held(facts(), on, true));
                });
    }

    /// Any thread: the client wants its other side to talk to somebody else.
    void transfer(Party to, Optional<LegId> replaces) {
        onLoop(
                () -> {
                    if (stage == Stage.TALKING) {
                        received("transfer", "");
                        emit(new LegEvent.TransferRequested(id(), to, replaces));
                    }
                });
    }

    /// Any thread: the client wants to talk in another of its calls as well, and both other sides
    /// to hear one another.
    void meet(LegId other) {
        onLoop(
                () -> {
                    if (stage == Stage.TALKING) {
                        received("three-way call", "");
                        emit(new LegEvent.MeetingRequested(id(), other));
                    } else {
                        phone.met(this, false);
                    }
                });
    }

    /// Any thread: a player joined, or lost a picture.
    void wantKeyPicture() {
        if (keyPictures.mayAsk()) {
            onLoop(
                    () -> {
                        if (stage != Stage.OVER) {
                            emit(new LegEvent.KeyFrameWanted(id()));
                        }
                    });
        }
    }

    /// What the client says and hears, shows and sees.
    LegMedia media() {
        return media;
    }

    @Override
    public void execute(LegCommand command) {
        if (stage == Stage.OVER) {
            return; // it crossed the client's own end
        }
        switch (command) {
            case LegCommand.Dial(var request) -> ring(request);
            case LegCommand.Proceed() -> {}
            case LegCommand.AskForDigits() -> giveUp(Cause.INCOMPLETE_NUMBER);
            case LegCommand.SendDialledDigits _ -> decided("digits dialled later change nothing");
            case LegCommand.Progress(boolean inBand, var media, _) -> progress(inBand, media);
            case LegCommand.Ring(boolean inBand, var media) -> progress(inBand, media);
            case LegCommand.Answer(var agreed, var connected) -> {
                agreed.ifPresent(media::agree);
                connected.ifPresent(this::identify);
                stage = Stage.TALKING;
                tell(new News.Answered(facts(), media.codec()));
            }
            case LegCommand.OfferMedia(var offer) -> take(offer);
            case LegCommand.AnswerMedia(var answer) -> media.agree(answer);
            case LegCommand.RefuseMedia _ -> decided("what was offered is refused");
            case LegCommand.Hold() -> tell(new News.Held(facts(), true, false));
            case LegCommand.Resume() -> tell(new News.Held(facts(), false, false));
            case LegCommand.SendDigit(char digit, var length) -> hear(digit, length);
            case LegCommand.AskForKeyFrame() ->
                    decided("a client cannot be asked for a key picture");
            case LegCommand.TellTransfer(var status, _) ->
                    decided("the transfer: " + status.name().toLowerCase(Locale.ROOT));
            case LegCommand.TellMeeting(boolean on) -> phone.met(this, on);
            case LegCommand.Transfer _ -> decided("clients cannot be asked to call somebody else");
            case LegCommand.Redirect(_, var cause) -> giveUp(cause);
            case LegCommand.UpdateIdentity(var party) -> identify(party);
            case LegCommand.Release(var cause) -> giveUp(cause);
        }
    }

    private void ring(CallRequest request) {
        caller = request.from().isRestricted() ? Party.UNKNOWN : request.from();
        callee = request.to();
        offered = request.media();
        tell(new News.Incoming(facts()));
        emit(new LegEvent.Ringing(id(), false, Optional.empty()));
    }

    private void progress(boolean inBand, Optional<MediaDescription> agreed) {
        agreed.ifPresent(media::agree);
        if (inBand || !rung) {
            rung = true;
            tell(new News.Ringing(facts(), inBand));
        }
    }

    /// Clients have no command for a digit; they hear it.
    private void hear(char digit, Duration length) {
        decided("the client hears a digit as a tone");
        context.media().soundDigit(digit, length);
    }

    private void take(MediaDescription offer) {
        if (offer.isFax()) {
            decided("a client cannot take a fax");
            emit(new LegEvent.MediaRefused(id(), Cause.BEARER_NOT_IMPLEMENTED));
            return;
        }
        var answer = media.answer(offer);
        media.agree(answer);
        emit(new LegEvent.MediaAnswered(id(), answer));
    }

    private void identify(Party party) {
        var shown = party.isRestricted() ? Party.UNKNOWN : party;
        if (incoming) {
            caller = shown;
        } else {
            callee = shown;
        }
        tell(new News.Identity(facts()));
    }

    private void giveUp(Cause cause) {
        end(cause, false);
        emit(new LegEvent.Released(id(), cause));
    }

    private void end(Cause cause, boolean byClient) {
        boolean answered = stage == Stage.TALKING;
        stage = Stage.OVER;
        media.close();
        int status = around.mappings().causes(Preset.RFC3398).sipStatusOf(cause).value();
        String words = status + " " + around.mappings().causeName(cause.q850());
        phone.gone(this); // first: who hears of the end may call at once
        tell(new News.Ended(facts(), cause, words, answered, byClient));
    }

    private News.Facts facts() {
        return new News.Facts(name(), incoming, caller, callee);
    }

    private void tell(News news) {
        context.trace().message(id(), Way.SENT, news.getClass().getSimpleName(), "");
        phone.tell(news);
    }

    private void received(String what, String detail) {
        context.trace().message(id(), Way.RECEIVED, what, detail);
    }

    private void decided(String what) {
        context.trace().decision(id(), what);
    }

    private void emit(LegEvent event) {
        context.emit(event);
    }

    private void onLoop(Runnable task) {
        context.loop().execute(task);
    }

    /// Whether this is a leg of that name.
    boolean isNamed(String text) {
        return name().equals(text) || text.endsWith("_" + name());
    }
}
