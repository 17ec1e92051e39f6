package org.dragoman.asn1.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// What hand-written code sees of generated types: a program against them compiles with all
/// warnings as errors, and runs.
class GeneratedShapeTest {
    private static final String SCHEMA =
            """
            -- @package example
            Shapes DEFINITIONS AUTOMATIC TAGS ::=
            BEGIN
            IMPORTS Foreign, limit FROM Other;

            protocol OBJECT IDENTIFIER ::= { itu-t (0) recommendation (0) h (8) 2250 version (0) 7 }
            next OBJECT IDENTIFIER ::= { protocol 1 }

            Setup-UUIE ::= SEQUENCE {
                protocolIdentifier OBJECT IDENTIFIER,
                call-Id CallId OPTIONAL,
                address Address,
                fastStart SEQUENCE (SIZE (0..limit)) OF OCTET STRING OPTIONAL,
                hops INTEGER (1..31) DEFAULT 5,
                notify BOOLEAN DEFAULT TRUE,
                screening Screening DEFAULT userProvided,
                goal ENUMERATED { create, join } DEFAULT create,
                class NULL OPTIONAL,
                parts SEQUENCE OF SEQUENCE { name IA5String (SIZE (1..8)), weight INTEGER },
                ...,
                multipleCalls BOOLEAN,
                [[ tokens SEQUENCE OF ClearToken OPTIONAL, nonce INTEGER ]]
            }
            CallId ::= SEQUENCE { guid Guid, ... }
            Guid ::= OCTET STRING (SIZE (16))
            Address ::= CHOICE {
                ip SEQUENCE { ip OCTET STRING (SIZE (4)), port Port },
                name IA5String (SIZE (1..128)) (FROM ("a".."z")),
                none NULL,
                kind ENUMERATED { a, b },
                route SEQUENCE OF SEQUENCE { hop Port },
                signed SIGNED { Foreign },
                ...,
                number INTEGER (0..9)
            }
            Port ::= INTEGER (0..65535)
            Screening ::= ENUMERATED { userProvided, networkProvided, ..., other }
            PublicType ::= CHOICE { unknown NULL, known NULL, ... }
            ClearToken ::= SEQUENCE { token Open, next ClearToken OPTIONAL }
            Open ::= TYPE-IDENTIFIER.&Type (Foreign -- any of them --)
            SIGNED { ToBeSigned } ::= SEQUENCE {
                toBeSigned ToBeSigned,
                signature BIT STRING
            } (CONSTRAINED BY { -- a signature -- ToBeSigned })

            -- every name that the generator itself uses
            Object ::= CHOICE { string NULL, integer NULL, boolean BOOLEAN, optional NULL,
                list SEQUENCE OF Object, octets OCTET STRING, override NULL, long INTEGER,
                object SEQUENCE { in INTEGER, out INTEGER, value INTEGER, field INTEGER,
                    mark Object OPTIONAL, root INTEGER OPTIONAL, ..., unknown INTEGER, count INTEGER } }
            END

            -- @package example.other
            Other DEFINITIONS AUTOMATIC TAGS ::=
            BEGIN
            limit INTEGER ::= 4
            Foreign ::= SEQUENCE { number INTEGER (0..255) }
            END
            """;

    private static final String PROGRAM =
            """
            package example;

            import java.util.List;
            import java.util.Optional;
            import java.util.concurrent.Callable;
            import org.dragoman.asn1.per.BitString;
            import org.dragoman.asn1.per.Null;
            import org.dragoman.asn1.per.ObjectId;
            import org.dragoman.asn1.per.Octets;
            import org.dragoman.asn1.per.UnknownExtensions;

            /// Uses generated types as a protocol adapter does.
            public final class Program implements Callable<String> {
                private static String show(Address address) {
                    return switch (address) {
                        case Address.Ip(var ip, int port) -> ip + ":" + port;
                        case Address.Name(var name) -> name;
                        case Address.None() -> "none";
                        case Address.Kind(Address.Kind.Value kind) -> kind.name();
                        case Address.Route(List<Address.Route.Item> hops) -> "route " + hops.size();
                        case Address.Signed(var foreign, var signature) ->
                                foreign.number() + "/" + signature;
                        case Address.Number(int number) -> "" + number;
                        case Address.Unknown(int index, Octets bytes) -> index + "?" + bytes;
                    };
                }

                private static String show(Screening screening) {
                    return switch (screening) {
                        case Screening.Known.USER_PROVIDED, Screening.Known.NETWORK_PROVIDED -> "old";
                        case Screening.Known.OTHER -> "new";
                        case Screening.Unknown(int index) -> "unknown " + index;
                    };
                }

                private static String show(PublicType type) {
                    return switch (type) {
                        case PublicType.Unknown() -> "said to be unknown";
                        case PublicType.Known() -> "known";
                        case PublicType.UnknownExtension(int index, Octets _) -> "new " + index;
                    };
                }

                @Override
                public String call() throws Exception {
                    var said = new StringBuilder();
                    var setup =
                            new SetupUUIE(
                                    Values.PROTOCOL,
                                    new Address.Ip(Octets.parseHex("0a000001"), 1720),
                                    List.of(new SetupUUIE.PartsItem("one", 1)));
                    said.append(setup).append('\\n');
                    SetupUUIE full =
                            setup.toBuilder()
                                    .callId(new CallId(Octets.of(new byte[16])))
                                    .address(
                                            new Address.Signed(
                                                    new example.other.Foreign(9),
                                                    BitString.parse("101")))
                                    .fastStart(List.of(Octets.EMPTY))
                                    .hops(6)
                                    .notify_(false)
                                    .screening(new Screening.Unknown(7))
                                    .goal(SetupUUIE.Goal.JOIN)
                                    .class_(Null.NULL)
                                    .multipleCalls(true)
                                    .tokens(List.of(new ClearToken(Octets.parseHex("ff"))))
                                    .nonce(1L)
                                    .build();
                    said.append(SetupUUIE.fromPer(full.toPerOctets()).equals(full)).append('\\n');
                    said.append(SetupUUIE.fromPer(setup.toPer()).equals(setup)).append('\\n');
                    said.append(show(full.address())).append('\\n');
                    said.append(show(full.screening())).append(show(Screening.Known.OTHER)).append('\\n');
                    said.append(show(new PublicType.Unknown())).append('\\n');
                    said.append(Values.NEXT).append('\\n');
                    said.append(full.unknownExtensions().equals(UnknownExtensions.NONE)).append('\\n');
                    Optional<ObjectId> none = Optional.empty();
                    try {
                        SetupUUIE.builder().address(new Address.None()).build();
                    } catch (IllegalStateException e) {
                        said.append(none.isPresent()).append(e.getMessage()).append('\\n');
                    }
                    try {
                        said.append(new Address.Name("NO"));
                    } catch (IllegalArgumentException e) {
                        said.append("refused");
                    }
                    return said.toString();
                }
            }
            """;

    @Test
    void aProgramAgainstGeneratedTypesCompilesAndRuns() throws Exception {
        var schema = CompiledSchema.of(SCHEMA, Map.of("example/Program.java", PROGRAM));
        var program = (Callable<?>) schema.type("Program").getDeclaredConstructor().newInstance();
        assertThat(program.call())
                .isEqualTo(
                        """
                        SetupUUIE{protocolIdentifier=0.0.8.2250.0.7, address=Ip{ip=0a000001, port=1720},\
                         hops=5, notify_=true, screening=USER_PROVIDED, goal=CREATE,\
                         parts=[PartsItem{name=one, weight=1}]}
                        true
                        true
                        9/101
                        unknown 7new
                        said to be unknown
                        0.0.8.2250.0.7.1
                        true
                        falseprotocolIdentifier is not set
                        refused""");
    }

    @Test
    void everyPackageIsNullMarkedAndNamedByItsModule() {
        assertThat(CompiledSchema.of(SCHEMA).files())
                .containsKeys(
                        "example/SetupUUIE.java",
                        "example/Values.java",
                        "example/other/Foreign.java",
                        "example/other/Values.java")
                .doesNotContainKeys("example/Guid.java", "example/Open.java", "example/SIGNED.java")
                .hasEntrySatisfying(
                        "example/other/package-info.java",
                        text -> assertThat(text).contains("@NullMarked"));
    }
}
