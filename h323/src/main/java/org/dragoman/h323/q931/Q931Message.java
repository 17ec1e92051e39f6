package org.dragoman.h323.q931;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.InformationElement.Display;
import org.dragoman.h323.q931.InformationElement.KeypadFacility;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.ProgressIndicator;
import org.dragoman.h323.q931.InformationElement.SendingComplete;
import org.dragoman.h323.q931.InformationElement.UserUser;

/// One message of call signalling.
///
/// - {@code callReference}: 0 to 32 767; chosen by the caller's side.
/// - {@code fromDestination}: the flag of the call reference: set in messages to the side that
///   chose it (Q.931 §4.3).
public record Q931Message(
        int callReference,
        boolean fromDestination,
        MessageType type,
        List<InformationElement> elements) {

    public static final int LARGEST_REFERENCE = 0x7FFF;

    public Q931Message {
        if (callReference < 0 || callReference > LARGEST_REFERENCE) {
            throw new IllegalArgumentException("call reference " + callReference);
        }
        elements = List.copyOf(elements);
    }

    /// A message whose elements stand in the order Q.931 §4.5.1 asks for.
    public static Q931Message of(
            int callReference,
            boolean fromDestination,
            MessageType type,
            List<InformationElement> elements) {
        var sorted = new ArrayList<>(elements);
        sorted.sort(Comparator.comparingInt(Q931Message::place));
        return new Q931Message(callReference, fromDestination, type, sorted);
    }

    public static Q931Message of(
            int callReference,
            boolean fromDestination,
            MessageType type,
            InformationElement... elements) {
        return of(callReference, fromDestination, type, Arrays.asList(elements));
    }

    /// The first element of this kind.
    public <T extends InformationElement> Optional<T> first(Class<T> kind) {
        for (var element : elements) {
            if (kind.isInstance(element)) {
                return Optional.of(kind.cast(element));
            }
        }
        return Optional.empty();
    }

    /// The number that plays this role.
    public Optional<PartyNumber> number(PartyNumber.Role role) {
        for (var element : elements) {
            if (element instanceof PartyNumber n && n.role() == role) {
                return Optional.of(n);
            }
        }
        return Optional.empty();
    }

    public Optional<CauseElement> cause() {
        return first(CauseElement.class);
    }

    public Optional<UserUser> userUser() {
        return first(UserUser.class);
    }

    public Optional<String> display() {
        return first(Display.class).map(Display::text).filter(t -> !t.isBlank());
    }

    public Optional<String> keypad() {
        return first(KeypadFacility.class).map(KeypadFacility::digits);
    }

    public boolean isSendingComplete() {
        return first(SendingComplete.class).isPresent();
    }

    /// What its progress indicators say; there may be several.
    public List<Integer> progressIndicators() {
        return elements.stream()
                .flatMap(
                        e ->
                                e instanceof ProgressIndicator p
                                        ? Stream.of(p.description())
                                        : Stream.of())
                .toList();
    }

    // Single-octet elements may stand anywhere; in front they are met before any trouble.
    private static int place(InformationElement element) {
        return element.code() >= 0x80 ? -1 : element.code();
    }
}
