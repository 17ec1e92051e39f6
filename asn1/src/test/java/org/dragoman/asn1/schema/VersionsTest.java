package org.dragoman.asn1.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.dragoman.asn1.per.MalformedPdu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Two versions of one protocol understand one another, and what the older does not know it hands
/// on unchanged. Bytes worked out by hand from ITU-T X.691 §19.7 to §19.9, §14.3 and §23.8.
class VersionsTest {
    private static final CompiledSchema OLD =
            CompiledSchema.of(
                    """
                    -- @package example
                    Versions DEFINITIONS AUTOMATIC TAGS ::= BEGIN
                    S ::= SEQUENCE { a BOOLEAN, ..., b INTEGER (0..255) }
                    C ::= CHOICE { a NULL, ... }
                    E ::= SEQUENCE { e ENUMERATED { a, b, ... } }
                    END
                    """);
    private static final CompiledSchema NEW =
            CompiledSchema.of(
                    """
                    -- @package example
                    Versions DEFINITIONS AUTOMATIC TAGS ::= BEGIN
                    S ::= SEQUENCE { a BOOLEAN, ..., b INTEGER (0..255), [[ c BOOLEAN, d NULL OPTIONAL ]],
                        e IA5String }
                    C ::= CHOICE { a NULL, ..., b BOOLEAN }
                    E ::= SEQUENCE { e ENUMERATED { a, b, ..., c } }
                    END
                    """);

    /// The new S: a bit for extended, a, seven bits for three additions, a bit for each of them,
    /// then the additions as open types: b; the group of a presence bit for d and c; e.
    @ParameterizedTest
    @CsvSource({
        "S, c170 012a 01c0 020161, 'S{a=true, b=42, c=true, d=NULL, e=a}'",
        "S, 8110 03027878, 'S{a=false, e=xx}'",
        "S, 8040 0105, 'S{a=false, b=5}'", // from the older version: one addition
        "S, 40, 'S{a=true}'",
        "C, 80 0180, 'B[value=true]'",
        "C, 00, 'A[]'",
        "E, 80, 'E{e=C}'",
        "E, 40, 'E{e=B}'"
    })
    void theNewerReadsBothAndWritesThemAsTheyCame(String type, String hex, String shown)
            throws MalformedPdu {
        reads(NEW, type, hex, shown);
    }

    @ParameterizedTest
    @CsvSource({
        "S, c170 012a 01c0 020161, 'S{a=true, b=42, unknownExtensions=[Addition[index=1, bytes=c0],"
                + " Addition[index=2, bytes=0161]]}'",
        "S, 8110 03027878, 'S{a=false, unknownExtensions=[Addition[index=2, bytes=027878]]}'",
        "C, 80 0180, 'Unknown[index=0, bytes=80]'",
        "E, 80, 'E{e=Unknown[index=0]}'",
        "E, c0 020103, 'E{e=Unknown[index=259]}'"
    })
    void theOlderHandsOnWhatItDoesNotKnow(String type, String hex, String shown)
            throws MalformedPdu {
        reads(OLD, type, hex, shown);
    }

    private static void reads(CompiledSchema schema, String type, String hex, String shown)
            throws MalformedPdu {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        Object value = schema.decode(type, bytes);
        assertThat(value).hasToString(shown);
        assertThat(CompiledSchema.encode(value)).isEqualTo(bytes);
    }

    /// A bitmap of 70 bits has its length in an octet of its own (X.691 §11.9.3.4).
    @Test
    void aBitmapWiderThan64IsReadToo() throws MalformedPdu {
        String bitmap = "46" + "00".repeat(8) + "04"; // bit 69
        reads(
                OLD,
                "S",
                "a0" + bitmap + "01ff",
                "S{a=false, unknownExtensions=[Addition[index=69, bytes=ff]]}");
    }

    @ParameterizedTest
    @CsvSource({
        "S, c1, 'S: bit 3: X.691 §11.1: needs 6 more bits where 5 are left'",
        "S, c170 02, 'S.b: bit 24: X.691 §11.1: needs 16 more bits where 0 are left'",
        "S, c170 012a 00, 'S.c: bit 40: X.691 §11.1: needs 1 more bits where 0 are left'",
        "S, c170 012a 01c0 0201ff, 'S.e: bit 72: X.691 §30.5.4: 255 stands for no character of this type'",
        "C, 80 00, 'C.b: bit 16: X.691 §11.1: needs 1 more bits where 0 are left'"
    })
    void aFaultNamesTheFieldTheBitAndTheRule(String type, String hex, String message) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThatThrownBy(() -> NEW.decode(type, bytes))
                .isInstanceOf(MalformedPdu.class)
                .hasMessage(message);
    }
}
