package org.dragoman.h323.h245;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.FaxRelay;

/// What a party can receive, as far as voice and fax go, in its order of preference.
///
/// - {@code audio}: empty while the party wants nothing sent (H.323 §8.4.6).
/// - {@code telephoneEvents}: RTP payload type on which it takes RFC 4733 events.
/// - {@code fax}: T.38 instead of sound.
public record CapabilitySet(
        List<AudioFormat> audio,
        Set<UserInputKind> userInput,
        OptionalInt telephoneEvents,
        Optional<FaxRelay> fax) {

    /// The ways to send a digit by H.245 (UserInputCapability).
    public enum UserInputKind {
        /// A string of characters; every H.323 terminal can say digits so (H.323 §6.2.8).
        BASIC_STRING,
        /// A digit with its length.
        DTMF
    }

    /// The empty capability set: send me nothing.
    public static final CapabilitySet EMPTY =
            new CapabilitySet(List.of(), Set.of(), OptionalInt.empty());

    /// Of a party that takes no fax but as sound.
    public CapabilitySet(
            List<AudioFormat> audio, Set<UserInputKind> userInput, OptionalInt telephoneEvents) {
        this(audio, userInput, telephoneEvents, Optional.empty());
    }

    public CapabilitySet {
        audio = List.copyOf(audio);
        userInput = Set.copyOf(userInput);
    }

    public boolean pauses() {
        return audio.isEmpty() && fax.isEmpty();
    }

    /// The format of this codec that the party takes.
    public Optional<AudioFormat> formatOf(Codec codec) {
        return audio.stream().filter(f -> f.codec().matches(codec)).findFirst();
    }
}
