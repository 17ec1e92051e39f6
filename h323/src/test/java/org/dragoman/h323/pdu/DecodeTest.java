package org.dragoman.h323.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.dragoman.asn1.per.MalformedPdu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every PDU of the captures decodes to what tshark reads in it, fact by fact; and every PDU
/// that pycrate made of a random value, to that value.
class DecodeTest {
    private static final int SHOWN = 5; // differences in a message of a failure

    @ParameterizedTest
    @EnumSource(GoldenFile.class)
    void readsWhatAnIndependentDecoderReads(GoldenFile file) {
        List<String> differences =
                Golden.all(file).stream().flatMap(DecodeTest::difference).limit(SHOWN).toList();
        assertThat(differences).isEmpty();
    }

    /// So that a file which is cut short cannot pass: 1 549 messages of the Asterisk captures
    /// and 2 832 of the corpus.
    @Test
    void holdsEveryMessageOfTheCaptures() {
        int all = 0;
        for (GoldenFile file : GoldenFile.values()) {
            if (file.messages > 0) {
                assertThat(Golden.messages(file)).as(file.file).isEqualTo(file.messages);
                all += file.messages;
            }
        }
        assertThat(all).isEqualTo(1_549 + 2_832);
        assertThat(Golden.withoutPdu(GoldenFile.Q931)).as("STATUS ENQUIRY").isEqualTo(23);
    }

    private static Stream<String> difference(Golden golden) {
        try {
            List<String> read = Facts.of(golden.kind().decode(golden.octets().clone()));
            return read.equals(golden.facts())
                    ? Stream.empty()
                    : Stream.of(golden + ": " + firstDifference(golden.facts(), read));
        } catch (MalformedPdu fault) {
            return Stream.of(golden + ": " + fault.getMessage());
        }
    }

    private static String firstDifference(List<String> expected, List<String> read) {
        int at = 0;
        while (at < Math.min(expected.size(), read.size())
                && expected.get(at).equals(read.get(at))) {
            at++;
        }
        return "after "
                + window(read, at - 3, at)
                + " expected "
                + window(expected, at, at + 4)
                + " but read "
                + window(read, at, at + 4);
    }

    private static List<String> window(List<String> words, int from, int to) {
        return words.subList(Math.clamp(from, 0, words.size()), Math.clamp(to, 0, words.size()));
    }
}
