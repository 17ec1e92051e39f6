package org.dragoman.asn1.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dragoman.asn1.per.MalformedPdu;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The examples that X.691 gives itself: schema, value and bytes of the ALIGNED variant.
///
/// Source: ITU-T X.691 Annex A.1 to A.4 (the bytes); X.680 Annex A (the personnel record).
class AnnexATest {
    record Golden(String clause, String type, String schema, String hex, String value) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex.replace(" ", ""));
        }

        @Override
        public String toString() {
            return clause;
        }
    }

    private static final String HEADER =
            """
            -- @package example
            Example DEFINITIONS IMPLICIT TAGS ::=
            BEGIN
            """;

    private static final String PERSON =
            """
            PersonnelRecord ::= [APPLICATION 0] IMPLICIT SET {
                name Name,
                title [0] VisibleString,
                number EmployeeNumber,
                dateOfHire [1] Date,
                nameOfSpouse [2] Name,
                children [3] IMPLICIT SEQUENCE OF ChildInformation DEFAULT {}
            }
            ChildInformation ::= SET { name Name, dateOfBirth [0] Date }
            Name ::= [APPLICATION 1] IMPLICIT SEQUENCE {
                givenName NameString, initial NameString (SIZE (1)), familyName NameString
            }
            """;

    private static final String PLAIN =
            HEADER
                    + PERSON.replace("initial NameString (SIZE (1))", "initial NameString")
                    + """
                    EmployeeNumber ::= [APPLICATION 2] IMPLICIT INTEGER
                    Date ::= [APPLICATION 3] IMPLICIT VisibleString -- YYYYMMDD
                    NameString ::= VisibleString
                    END
                    """;

    private static final String CONSTRAINED =
            HEADER
                    + PERSON
                    + """
                    EmployeeNumber ::= [APPLICATION 2] IMPLICIT INTEGER
                    Date ::= [APPLICATION 3] IMPLICIT VisibleString (FROM ("0".."9") ^ SIZE (8))
                    NameString ::= VisibleString (FROM ("a".."z" | "A".."Z" | "-.") ^ SIZE (1..64))
                    END
                    """;

    private static final String EXTENSIBLE =
            HEADER
                    + """
                    PersonnelRecord ::= [APPLICATION 0] IMPLICIT SET {
                        name Name,
                        title [0] VisibleString,
                        number EmployeeNumber,
                        dateOfHire [1] Date,
                        nameOfSpouse [2] Name,
                        children [3] IMPLICIT SEQUENCE (SIZE (2, ...)) OF ChildInformation OPTIONAL,
                        ...
                    }
                    ChildInformation ::= SET {
                        name Name,
                        dateOfBirth [0] Date,
                        ...,
                        sex [1] IMPLICIT ENUMERATED {male (1), female (2), unknown (3)} OPTIONAL
                    }
                    Name ::= [APPLICATION 1] IMPLICIT SEQUENCE {
                        givenName NameString,
                        initial NameString (SIZE (1)),
                        familyName NameString,
                        ...
                    }
                    EmployeeNumber ::= [APPLICATION 2] IMPLICIT INTEGER (0..9999, ...)
                    Date ::= [APPLICATION 3] IMPLICIT VisibleString
                            (FROM ("0".."9") ^ SIZE (8, ..., 9..20))
                    NameString ::= VisibleString
                            (FROM ("a".."z" | "A".."Z" | "-.") ^ SIZE (1..64, ...))
                    END
                    """;

    private static final String GROUPS =
            """
            -- @package example
            Example DEFINITIONS AUTOMATIC TAGS ::=
            BEGIN
            Ax ::= SEQUENCE {
                a INTEGER (250..253),
                b BOOLEAN,
                c CHOICE {
                    d INTEGER,
                    ...,
                    [[ e BOOLEAN, f IA5String ]],
                    ...
                },
                ...,
                [[ g NumericString (SIZE (3)), h BOOLEAN OPTIONAL ]],
                ...,
                i BMPString OPTIONAL,
                j PrintableString OPTIONAL
            }
            END
            """;

    private static final String JOHN =
            "PersonnelRecord{name=Name{givenName=John, initial=P, familyName=Smith},"
                    + " number=51, title=Director, dateOfHire=19710917,"
                    + " nameOfSpouse=Name{givenName=Mary, initial=T, familyName=Smith},"
                    + " children=[ChildInformation{name=Name{givenName=Ralph, initial=T,"
                    + " familyName=Smith}, dateOfBirth=19571111},"
                    + " ChildInformation{name=Name{givenName=Susan, initial=B,"
                    + " familyName=Jones}, dateOfBirth=19590717}]}";

    static final List<Golden> CASES =
            List.of(
                    new Golden(
                            "A.1",
                            "PersonnelRecord",
                            PLAIN,
                            "80044a6f 686e0150 05536d69 74680133 08446972 6563746f 72083139"
                                    + " 37313039 3137044d 61727901 5405536d 69746802 0552616c"
                                    + " 70680154 05536d69 74680831 39353731 31313105 53757361"
                                    + " 6e014205 4a6f6e65 73083139 35393037 3137",
                            JOHN),
                    new Golden(
                            "A.2",
                            "PersonnelRecord",
                            CONSTRAINED,
                            "864a6f68 6e501053 6d697468 01330844 69726563 746f7219 7109170c"
                                    + " 4d617279 5410536d 69746802 1052616c 70685410 536d6974"
                                    + " 68195711 11105375 73616e42 104a6f6e 65731959 0717",
                            JOHN),
                    new Golden(
                            "A.3",
                            "PersonnelRecord",
                            EXTENSIBLE,
                            "40c04a6f 686e5008 536d6974 68000033 08446972 6563746f 72001971"
                                    + " 0917034d 61727954 08536d69 74680100 52616c70 68540853"
                                    + " 6d697468 00195711 11820053 7573616e 42084a6f 6e657300"
                                    + " 19590717 010140",
                            JOHN.replace(
                                    "dateOfBirth=19590717", "dateOfBirth=19590717, sex=FEMALE")),
                    new Golden(
                            "A.4",
                            "Ax",
                            GROUPS,
                            "9e000180 010291a4",
                            "Ax{a=253, b=true, c=E[value=true], g=123, h=true}"));

    private static final Map<String, CompiledSchema> COMPILED = new HashMap<>();

    private static CompiledSchema compiled(Golden golden) {
        return COMPILED.computeIfAbsent(golden.schema(), CompiledSchema::of);
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void decodesAndEncodesToTheSameBytes(Golden golden) throws MalformedPdu {
        var schema = compiled(golden);
        Object value = schema.decode(golden.type(), golden.bytes());
        assertThat(value).hasToString(golden.value());
        assertThat(HexFormat.of().formatHex(CompiledSchema.encode(value)))
                .isEqualTo(golden.hex().replace(" ", ""));
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void cutAtEveryLengthIsMalformed(Golden golden) {
        var schema = compiled(golden);
        for (int length = 0; length < golden.bytes().length; length++) {
            byte[] cut = Arrays.copyOf(golden.bytes(), length);
            assertThatThrownBy(() -> schema.decode(golden.type(), cut))
                    .isInstanceOf(MalformedPdu.class);
        }
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void mutationsRaiseNothingButTheFault(Golden golden) {
        var schema = compiled(golden);
        var random = new Random(691);
        int decoded = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = golden.bytes();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                Object value = schema.decode(golden.type(), bytes);
                Object again = schema.decode(golden.type(), CompiledSchema.encode(value));
                assertThat(again).isEqualTo(value);
                decoded++;
            } catch (MalformedPdu e) {
                assertThat(e.path()).startsWith(golden.type());
                assertThat(e.bitOffset()).isBetween(0, 8 * bytes.length);
                assertThat(e.rule()).isNotBlank();
            }
        }
        assertThat(decoded).isPositive();
    }
}
