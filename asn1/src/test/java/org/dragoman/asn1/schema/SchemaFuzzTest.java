package org.dragoman.asn1.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A schema with words left out, doubled, exchanged or cut short gives problems with a place, never
/// an exception.
class SchemaFuzzTest {
    private static final String SCHEMA =
            """
            -- @package example
            Fuzzed { 1 2 } DEFINITIONS AUTOMATIC TAGS ::=
            BEGIN
            EXPORTS ALL ;
            IMPORTS a , B , Q {} FROM Fuzzed { itu-t ( 0 ) } ;
            oid OBJECT IDENTIFIER ::= { itu-t ( 0 ) recommendation ( 0 ) h ( 8 ) 2250 version ( 0 ) 7 }
            other OBJECT IDENTIFIER ::= { oid 9 }
            max INTEGER ::= 1844674407370955161
            CLASS1 ::= CLASS { &id INTEGER UNIQUE , &Type OPTIONAL } WITH SYNTAX { ID &id }
            object1 CLASS1 ::= { ID 5 }
            Set1 CLASS1 ::= { object1 | object1 , ... }
            S ::= SEQUENCE {
                a BOOLEAN DEFAULT TRUE , b [1] INTEGER { one ( 1 ) } ( 0 .. 255 , ... ! 5 ) OPTIONAL ,
                c BIT STRING { x ( 0 ) } ( SIZE ( 1 .. MAX ) ) , d OCTET STRING ( SIZE ( 4 | 16 ) ) ,
                e IA5String ( SIZE ( 1 .. 8 ) ) ( FROM ( "a" .. "z" | "0123" ) ) , f P { S , 5 , { Set1 } } ,
                g ENUMERATED { x , y ( 5 ) , ... , z } DEFAULT y , h OCTET STRING DEFAULT '0A'H ,
                ... ! 1 , i NULL , [[ 2 : j INTEGER ( max .. MAX ) , k S OPTIONAL ]] , ... , l C
            }
            C ::= CHOICE { a NULL , b SEQUENCE OF S , c SET ( SIZE ( 1 .. 4 ) ) OF C , ... , d TYPE-IDENTIFIER.&Type ( S ) }
            P { T , INTEGER:n , CLASS1:Objects } ::= SEQUENCE ( SIZE ( 0 .. n ) ) OF T
            N ::= INTEGER ( MIN .. 5 ^ 0 .. MAX ) ( ALL EXCEPT 3 )
            O ::= OCTET STRING ( CONTAINING S ENCODED BY oid ) ( CONSTRAINED BY { S } )
            END
            """;
    private static final List<String> STRANGE =
            List.of(
                    "99999999999999999999",
                    "-1",
                    "REAL",
                    "\"",
                    "'",
                    "{",
                    ")",
                    "...",
                    "S",
                    "max",
                    "5");
    private static final Pattern WORD = Pattern.compile("\\S+|\\n");

    @Test
    void onlyProblemsComeOutOfBrokenSchemas() {
        List<String> words = WORD.matcher(SCHEMA).results().map(MatchResult::group).toList();
        var random = new Random(680);
        int refused = 0;
        assertThat(Compiler.compileTexts(Map.of("x.asn", SCHEMA)).problems()).isEmpty();
        for (int i = 0; i < 5_000; i++) {
            var broken = new ArrayList<>(words);
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                change(broken, random);
            }
            List<String> problems =
                    Compiler.compileTexts(Map.of("x.asn", String.join(" ", broken))).problems();
            assertThat(problems).allMatch(problem -> problem.matches("(?s)x\\.asn:\\d+: .+"));
            refused += problems.isEmpty() ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    private static void change(List<String> words, Random random) {
        int at = random.nextInt(words.size());
        int other = random.nextInt(words.size());
        switch (random.nextInt(6)) {
            case 0 -> words.remove(at);
            case 1 -> words.add(at, words.get(other));
            case 2 -> words.set(at, words.get(other));
            case 3 -> words.set(at, STRANGE.get(random.nextInt(STRANGE.size())));
            case 4 -> words.subList(Math.max(1, at), words.size()).clear();
            default -> {
                String word = words.get(at);
                words.set(at, word.substring(0, random.nextInt(word.length() + 1)));
            }
        }
    }
}
