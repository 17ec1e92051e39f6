package org.dragoman.webrtc;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.route.NumberPattern;

/// Who may call without an account, from a button on a page.
///
/// - {@code numbers}: the only ones they may call; none where there are no guests.
/// - {@code secret}: of the tokens; where there is one, guests need a token.
/// - {@code from}: the number they call from, as the called party sees it; may be empty.
/// - {@code callsPerAddress}: in an hour, from one address.
/// - {@code callsPerNumber}: at a time, to one number.
public record GuestPolicy(
        List<NumberPattern> numbers,
        Optional<String> secret,
        String from,
        int callsPerAddress,
        int callsPerNumber) {
    /// The trunk that their calls come in by.
    public static final String TRUNK = "guests";

    public static final GuestPolicy NONE = new GuestPolicy(List.of(), Optional.empty(), "", 10, 5);

    public GuestPolicy {
        numbers = List.copyOf(numbers);
    }

    boolean allows(String number) {
        return numbers.stream().anyMatch(n -> n.match(number) == NumberPattern.Match.YES);
    }

    /// The secret is printed nowhere.
    @Override
    public String toString() {
        return "guests who may call " + numbers;
    }
}
