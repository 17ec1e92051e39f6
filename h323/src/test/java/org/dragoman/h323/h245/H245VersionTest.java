package org.dragoman.h323.h245;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.h245.H245Message.TerminalCapabilitySet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A peer of a later version of H.245 than the schema (16) is understood: what is new is
/// an extension.
class H245VersionTest {
    private static final String OURS = "000881750007"; // {itu-t recommendation h 245 0 7}

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 13, 15, 17, 18, 99})
    void theVersionOfThePeerDoesNotMatter(int version) throws Exception {
        var codec = new H245Codec(SessionPair.CODECS);
        var audio = List.of(new AudioFormat("g711Ulaw64k", Codec.PCMU, 20));
        var set = new CapabilitySet(audio, Set.of(), OptionalInt.empty());
        var hex = HexFormat.of().formatHex(codec.encode(new TerminalCapabilitySet(1, set)));
        assertThat(hex).contains(OURS);
        var theirs = hex.replace(OURS, "0008817500%02x".formatted(version));
        var read = (TerminalCapabilitySet) codec.decode(HexFormat.of().parseHex(theirs));
        assertThat(read.capabilities().formatOf(Codec.PCMU)).isPresent();
    }
}
