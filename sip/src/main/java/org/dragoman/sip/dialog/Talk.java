package org.dragoman.sip.dialog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.media.Direction;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.media.sdp.OfferAnswer;
import org.dragoman.rules.CauseMapping;
import org.dragoman.rules.Row;
import org.dragoman.sip.SipPeer;
import org.dragoman.sip.message.Body;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.IdentityReader;
import org.dragoman.sip.message.IdentityWriter;
import org.dragoman.sip.message.Reason;
import org.dragoman.sip.message.SipMessage;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/// What the parts of a leg's machine share: the dialog, the media negotiation, what the peer can
/// do, and the list of outputs of the present step.
final class Talk {
    /// The methods we take (RFC 3261 §20.5).
    static final String ALLOW = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, PRACK, UPDATE, REFER";

    private static final Optional<Duration> NO_TIME = Optional.empty();

    final Surroundings around;
    SessionTimer sessionTimer;
    boolean established; // a 2xx was sent or taken, and its ACK too
    boolean over;
    boolean settledEarly; // an offer and its answer went reliably before the 2xx (RFC 3311 §5.1)
    boolean changedEarly; // and another exchange after that
    boolean heldByPeer;
    boolean holdingPeer; // because the other side of the call holds

    private @Nullable Dialog dialog;
    private @Nullable OfferAnswer media;
    private Set<String> allows = Set.of();
    private Set<String> supports = Set.of();
    private List<Output> outputs = new ArrayList<>();
    private final Set<Timer> running = EnumSet.noneOf(Timer.class);
    private int tickets;

    Talk(Surroundings around) {
        this.around = around;
        this.sessionTimer = SessionTimer.of(around.peer());
    }

    List<Output> taken() {
        var done = outputs;
        outputs = new ArrayList<>();
        return done;
    }

    void out(Output output) {
        outputs.add(output);
    }

    void emit(Function<LegId, LegEvent> event) {
        out(new Output.Emit(event.apply(around.leg())));
    }

    void decide(String what) {
        out(new Output.Decided(Kind.OTHER, what));
    }

    /// A row of a cause table decided.
    void decideCause(String what) {
        out(new Output.Decided(Kind.CAUSE, what));
    }

    /// A row of a table decided what a message means, or is; what the program ships with says the
    /// obvious and is not noted.
    void decideMeaning(String what, Row row) {
        if (!row.isShipped()) {
            out(new Output.Decided(Kind.MESSAGE, what + ": " + row));
        }
    }

    void start(Timer timer, Duration delay) {
        running.add(timer);
        out(new Output.Start(timer, delay));
    }

    /// Adds an output that may start or stop a timer.
    void run(Output output) {
        switch (output) {
            case Output.Start(var timer, var delay) -> start(timer, delay);
            case Output.Stop(var timer) -> stop(timer);
            default -> out(output);
        }
    }

    /// Watches the session from now: by its timer, and where the peer has none, by asking now and
    /// then whether it still knows the call (RFC 4028 §7.2, §9 leave that to us).
    void watch() {
        sessionTimer.timers().forEach(this::run);
        var interval = sessionTimer.interval().isEmpty() ? peer().keepAlive() : NO_TIME;
        interval.ifPresentOrElse(i -> start(Timer.KEEP_ALIVE, i), () -> stop(Timer.KEEP_ALIVE));
    }

    void stop(Timer timer) {
        if (running.remove(timer)) {
            out(new Output.Stop(timer));
        }
    }

    /// Notes an expiry; false when the timer was stopped meanwhile: it lost the race.
    boolean expires(Timer timer) {
        return running.remove(timer);
    }

    SipPeer peer() {
        return around.peer();
    }

    CauseMapping causes() {
        return around.mappings().causes(peer().causes());
    }

    IdentityReader identities() {
        return new IdentityReader(peer().trusted(), around.mappings());
    }

    /// The calling party: who it has proven to be, else who it says it is. Its name it may choose
    /// where nobody gave it one, and it may always ask to be unknown.
    Party caller(SipRequest request) {
        var said = identities().caller(request);
        var proven = around.caller();
        if (proven.isEmpty()) {
            return said;
        }
        var named =
                proven.get().displayName().isPresent()
                        ? proven.get()
                        : said.displayName()
                                .map(proven.get()::withDisplayName)
                                .orElse(proven.get());
        return said.isRestricted() ? named.withPresentation(said.presentation()) : named;
    }

    IdentityWriter writer() {
        return new IdentityWriter(peer(), around.localHost(), around.mappings());
    }

    Dialog dialog() {
        if (dialog == null) {
            throw new IllegalStateException("no dialog yet");
        }
        return dialog;
    }

    boolean hasDialog() {
        return dialog != null;
    }

    void dialog(Dialog next) {
        dialog = next;
    }

    OfferAnswer media() {
        if (media == null) {
            var version = around.random().nextLong() >>> 24; // fits any parser's integer
            var srtp = peer().security().srtp(around.secure());
            var fresh = OfferAnswer.start(around.media().get(), version, srtp, around.random());
            media = peer().rtcpMux() ? fresh.askingForOnePort() : fresh;
        }
        return media;
    }

    void media(OfferAnswer next) {
        media = next;
    }

    boolean hasMedia() {
        return media != null;
    }

    /// Takes a settled negotiation over, and tells the media ports.
    void agree(OfferAnswer.Settled settled) {
        media = settled.next();
        out(new Output.Agree(settled.flow(), settled.videoFlow()));
    }

    /// The direction of ours that lets the other side's wish for silence stand.
    Direction ourDirection() {
        return holdingPeer ? Direction.SEND_ONLY : Direction.SEND_RECEIVE;
    }

    /// What is agreed, in the direction we want now; what the peer is configured with, where
    /// nothing is agreed yet.
    MediaDescription current() {
        return media().agreed().orElseGet(this::standard).withDirection(ourDirection());
    }

    MediaDescription standard() {
        return new MediaDescription(
                peer().codecs(), ourDirection(), true, Optional.of(Duration.ofMillis(20)));
    }

    boolean mayBeFax() {
        return peer().fax().relay() && media().mayBeFax();
    }

    /// What this peer is shown of a description: of T.38 perhaps not all.
    MediaDescription shown(MediaDescription media) {
        return media.fax().map(f -> MediaDescription.of(peer().fax().shown(f))).orElse(media);
    }

    /// Learns from a message what the peer can do.
    void learn(SipMessage message) {
        if (message.headers().has("Allow")) {
            allows =
                    message.headers().list("Allow").stream()
                            .map(m -> m.toUpperCase(Locale.ROOT))
                            .collect(Collectors.toUnmodifiableSet());
        }
        if (message.headers().has("Supported")) {
            supports = message.headers().words("Supported");
        }
    }

    boolean peerAllows(String method) {
        return allows.contains(method);
    }

    boolean peerSupports(String option) {
        return supports.contains(option);
    }

    /// The headers of whatever begins or refreshes a dialog.
    Headers ownHeaders() {
        var reliable = peer().reliable() == SipPeer.Reliable.OFF ? "" : ", 100rel";
        return Headers.NONE
                .with("Contact", "<" + around.contact() + ">")
                .with("Allow", ALLOW)
                .with("Supported", "timer, replaces" + reliable);
    }

    Headers reason(Cause cause) {
        if (cause.q850() == Cause.ANSWERED_ELSEWHERE.q850()) {
            return Headers.NONE.with("Reason", Reason.ELSEWHERE);
        }
        if (!peer().reason()) {
            return Headers.NONE;
        }
        var name = around.mappings().causeName(cause.q850());
        return Headers.NONE.with("Reason", Reason.of(cause.q850(), name));
    }

    int send(SipRequest request) {
        int ticket = ++tickets;
        out(new Output.Send(ticket, request));
        return ticket;
    }

    /// Sends the next request of the dialog.
    int sendInDialog(String method, Headers headers, Optional<Body> body) {
        dialog(dialog().counted());
        var request = dialog().request(method).with(headers);
        return send(body.map(request::withBody).orElse(request));
    }

    SipResponse response(int status) {
        return SipResponse.of(status, dialog().localTag());
    }

    void respond(Incoming to, SipResponse response) {
        out(new Output.Respond(to, response));
    }

    void respond(Incoming to, int status) {
        respond(to, response(status));
    }

    /// The leg is over.
    void finish(Cause cause) {
        if (over) {
            return;
        }
        over = true;
        List.copyOf(running).forEach(this::stop);
        out(new Output.Done()); // whoever hears of the end finds nothing left
        emit(leg -> new LegEvent.Released(leg, cause));
    }
}
