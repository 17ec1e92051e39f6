package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.DigitMethod;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.h323.H323Behaviour.ReleaseWords;
import org.dragoman.h323.h225.Alias;
import org.dragoman.h323.h225.UserInformation;
import org.dragoman.h323.q931.InformationElement;
import org.dragoman.h323.q931.InformationElement.CallState;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.InformationElement.KeypadFacility;
import org.dragoman.h323.q931.InformationElement.NotificationIndicator;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.h323.q931.Q931Message;
import org.dragoman.rules.CauseMapping;

/// What both sides of a call do alike: digits, holding, questions about the state, and the end.
final class Talk {
    /// How long a peer that has ended H.245 may take to end the call.
    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private static final Duration DIGIT = Duration.ofMillis(100); // keypad tells no length
    private static final int MOST_STATUS = 32; // answers in one call; more is a flood (H16)
    private static final int NULL_STATE = 0; // Q.931 §4.5.7
    private static final Cause WRONG_STATE = Cause.gateway(101); // Q.931 §5.8.11

    private final LegParts parts;
    private final LegMedia media;
    private final Consumer<Cause> end;
    private int statusSent;
    private Party known = Party.UNKNOWN;
    private boolean heldByNotice;

    Talk(LegParts parts, LegMedia media, Consumer<Cause> end) {
        this.parts = parts;
        this.media = media;
        this.end = end;
    }

    private static boolean clears(MessageType type) {
        return switch (type) {
            case RELEASE_COMPLETE, RELEASE, DISCONNECT -> true;
            case ALERTING,
                    CALL_PROCEEDING,
                    PROGRESS,
                    SETUP,
                    CONNECT,
                    SETUP_ACKNOWLEDGE,
                    CONNECT_ACKNOWLEDGE,
                    USER_INFORMATION,
                    FACILITY,
                    NOTIFY,
                    STATUS_ENQUIRY,
                    INFORMATION,
                    STATUS ->
                    false;
        };
    }

    /// Why the peer clears, where this message does that.
    Optional<Cause> toldCause(Q931Message message, UserInformation info) {
        if (!clears(message.type())) {
            return Optional.empty();
        }
        var told = Causes.of(message, info, causes());
        decidedCause(message.type() + " -> " + told.value().q850() + ": " + told.why());
        return Optional.of(told.value());
    }

    private CauseMapping causes() {
        return parts.mappings().causes(parts.peer().causes());
    }

    private void decidedCause(String what) {
        parts.context().trace().decision(parts.context().id(), Kind.CAUSE, what);
    }

    // --- the end

    void sendRelease(Cause cause) {
        parts.control().end(); // rides in the last message, or waits until it is read
        var words = parts.behaviour().release();
        var info = UserInformation.builder();
        if (words != ReleaseWords.CAUSE) {
            var reason = causes().releaseReasonOf(cause);
            info.reason(reason.value());
            decidedCause(cause.q850() + " -> " + reason.value() + ": " + reason.why());
        }
        parts.wire()
                .send(
                        MessageType.RELEASE_COMPLETE,
                        words == ReleaseWords.REASON ? List.of() : List.of(Causes.element(cause)),
                        info);
    }

    void over(Cause cause) {
        parts.close();
        parts.events().emit(new LegEvent.Released(parts.events().leg(), cause));
    }

    /// The session is over; the call should follow at once.
    void awaitRelease() {
        parts.timers().start("goodbye", GOODBYE, () -> end.accept(Cause.NORMAL_CLEARING));
    }

    // --- questions about the state

    void sendStatus(int cause, int callState) {
        if (++statusSent <= MOST_STATUS) {
            parts.wire()
                    .send(
                            MessageType.STATUS,
                            List.of(new CauseElement(0, cause), new CallState(callState)),
                            UserInformation.builder());
        }
    }

    /// A peer that knows nothing of the call any more ends it (Q.931 §5.8.11).
    void status(Q931Message message, int ourState) {
        boolean gone =
                message.first(CallState.class).filter(s -> s.state() == NULL_STATE).isPresent();
        if (gone && ourState != NULL_STATE) {
            end.accept(WRONG_STATE);
        }
    }

    // --- news of the other party

    void notified(Q931Message message, UserInformation info) {
        var notice = message.first(NotificationIndicator.class);
        if (notice.isPresent()) {
            switch (notice.get().description()) {
                case NotificationIndicator.REMOTE_HOLD -> held(true);
                case NotificationIndicator.REMOTE_RETRIEVAL -> held(false);
                default -> {} // Q.931 §4.5.22: for the display only
            }
        }
        identity(message, info);
    }

    private void held(boolean now) {
        if (now != heldByNotice) {
            heldByNotice = now;
            var leg = parts.events().leg();
            parts.events().emit(now ? new LegEvent.Held(leg) : new LegEvent.Resumed(leg));
        }
    }

    void identity(Q931Message message, UserInformation info) {
        boolean says =
                message.number(Role.CONNECTED).isPresent()
                        || message.display().isPresent()
                        || info.aliases().stream().anyMatch(Alias::isNumber);
        if (says) {
            var party = parts.workshop().parties().connected(message, info);
            if (!shows(party, known)) {
                known = party;
                parts.events().emit(new LegEvent.IdentityChanged(parts.events().leg(), party));
            }
        }
    }

    /// Who the peer is, as far as it said; said again it is no news.
    void knows(Party party) {
        known = party;
    }

    private static boolean shows(Party now, Party before) {
        boolean sameNumber = now.digits().isEmpty() || now.digits().equals(before.digits());
        boolean sameName =
                now.displayName().isEmpty() || now.displayName().equals(before.displayName());
        return sameNumber && sameName;
    }

    void sendIdentity(Party party) {
        var elements = parts.workshop().parties().elements(party, Role.CONNECTED);
        if (!elements.isEmpty()) {
            parts.wire().send(MessageType.INFORMATION, elements, UserInformation.builder());
        }
    }

    // --- digits

    void keypad(Q931Message message) {
        message.keypad()
                .orElse("")
                .chars()
                .mapToObj(c -> (char) c)
                .filter(DigitWays::isDigit)
                .forEach(
                        c ->
                                parts.events()
                                        .emit(
                                                new LegEvent.Digit(
                                                        parts.events().leg(),
                                                        c,
                                                        DIGIT,
                                                        DigitMethod.Q931_KEYPAD)));
    }

    void sendDigit(char digit, Duration heldFor) {
        if (media.digits().send(digit, heldFor)) {
            openControl();
        } else {
            parts.wire()
                    .send(
                            MessageType.INFORMATION,
                            List.of(new KeypadFacility(String.valueOf(digit))),
                            UserInformation.builder());
        }
    }

    // --- holding

    void hold(boolean on) {
        switch (parts.behaviour().hold().towards(parts.wire().peerProduct())) {
            case EMPTY_CAPABILITIES -> {
                if (on) {
                    media.pausePeer();
                } else {
                    media.resumePeer();
                }
                openControl();
            }
            case NOTIFY -> {
                var elements = new ArrayList<InformationElement>();
                elements.add(
                        new NotificationIndicator(
                                on
                                        ? NotificationIndicator.REMOTE_HOLD
                                        : NotificationIndicator.REMOTE_RETRIEVAL));
                parts.wire().send(MessageType.NOTIFY, elements, UserInformation.builder());
            }
            case AUTO -> throw new IllegalStateException("decided by the product");
            case NONE -> {}
        }
    }

    /// Nobody listens although something waits to be said: we do, and say so (H.323 §8.2.3).
    void openControl() {
        var control = parts.control();
        boolean alone = control.isWaiting() && !control.connection().isOnTheWay();
        if (!alone || parts.wire().tunnelling() != LegWire.Tunnelling.OFF) {
            return;
        }
        var connection = control.connection();
        connection.listen();
        connection.whenListening(() -> connection.listeningAt().ifPresent(this::startH245));
    }

    private void startH245(InetSocketAddress address) {
        parts.wire()
                .send(
                        MessageType.FACILITY,
                        List.of(),
                        UserInformation.builder()
                                .reason(UserInformation.START_H245)
                                .h245Address(address));
    }
}
