package org.dragoman.h323.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.dragoman.asn1.per.MalformedPdu;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What was decoded is encoded to the very octets that the other program had made.
///
/// Every PDU of the golden files is canonical in the sense of X.691 §10.7 (Asterisk's ooh323c,
/// H323Plus, GnuGk, OPAL, pycrate), so there is no exception to allow: a difference is an error
/// of ours.
class ReencodeTest {
    private static final int SHOWN = 5; // differences in a message of a failure

    @ParameterizedTest
    @EnumSource(GoldenFile.class)
    void writesTheOctetsThatWereRead(GoldenFile file) {
        List<String> differences =
                Golden.all(file).stream().flatMap(ReencodeTest::difference).limit(SHOWN).toList();
        assertThat(differences).isEmpty();
    }

    private static Stream<String> difference(Golden golden) {
        try {
            byte[] written = golden.kind().encode(golden.kind().decode(golden.octets().clone()));
            if (Arrays.equals(written, golden.octets())) {
                return Stream.empty();
            }
            HexFormat hex = HexFormat.of();
            return Stream.of(
                    golden
                            + ": read "
                            + hex.formatHex(golden.octets())
                            + " wrote "
                            + hex.formatHex(written));
        } catch (MalformedPdu fault) {
            return Stream.of(golden + ": " + fault.getMessage());
        }
    }
}
