package org.dragoman.core.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The JDK's expressions, which are none of ours, are the oracle.
class ExpressionTest {
    private static final List<String> EXPRESSIONS =
            List.of(
                    "8\\d{10}",
                    "8(\\d{3})(\\d*)",
                    "^8(10)?(\\d+)$",
                    "(?:7|8)495[1-3]+",
                    "[^0-5]+",
                    "(1|12)(3|23)?",
                    "(1*)(12)?3{2,3}",
                    "1+?(1*)2",
                    "(a|b|[c-e])*",
                    "\\*21\\#",
                    ".*",
                    "",
                    "1{0}2",
                    "((1)|2)+",
                    "\\w\\W\\s?\\S",
                    "[\\d*#-]+",
                    "1|2|34");

    @Test
    void finds_and_replaces_what_the_jdk_does() {
        var random = new Random(6);
        for (var written : EXPRESSIONS) {
            var ours = Expression.of(written);
            var oracle = Pattern.compile(written);
            for (int i = 0; i < 400; i++) {
                var text = text(random);
                assertThat(ours.matches(text))
                        .as(written + " matches " + text)
                        .isEqualTo(oracle.matcher(text).matches());
                var by = ours.groups() > 0 ? "<$1>" : "<$0>";
                assertThat(ours.replaceFirst(text, by))
                        .as(written + " in " + text)
                        .isEqualTo(oracle.matcher(text).replaceFirst(by));
            }
        }
    }

    private static String text(Random random) {
        var letters = "0123458*#ab _";
        var text = new StringBuilder();
        for (int left = random.nextInt(12); left > 0; left--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }

    @Test
    void knows_what_may_come() {
        var national = Expression.of("8\\d{3}");
        assertThat(national.mayCome("")).isTrue();
        assertThat(national.mayCome("812")).isTrue();
        assertThat(national.mayCome("8123")).isFalse();
        assertThat(national.mayCome("7")).isFalse();
        assertThat(Expression.of("8\\d+").mayCome("81")).isTrue();
    }

    @Test
    void knows_what_covers_what() {
        assertThat(Expression.of("7\\d*").covers(Expression.of("7495\\d{7}"))).isTrue();
        assertThat(Expression.of("7495\\d{7}").covers(Expression.of("7\\d*"))).isFalse();
        assertThat(Expression.of("(1|2)*").covers(Expression.of("[12]+"))).isTrue();
        assertThat(Expression.of("[12]+").covers(Expression.of("(1|2)*"))).isFalse();
        assertThat(Expression.of("[^\\s\\S]").isEmpty()).isTrue();
        assertThat(Expression.of("1").covers(Expression.of("[^\\s\\S]"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8(",
                "8)",
                "[1",
                "*1",
                "1**",
                "(?=1)",
                "(\\d)\\1",
                "1^",
                "$1",
                "^1|2",
                "1{3,2}",
                "1{1000}",
                "(1{100}){100}",
                "\\b1",
                "[3-1]",
                "\\",
                "1{"
            })
    void refuses_what_is_none_or_too_much(String text) {
        assertThat(Expression.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Expression.of(text));
    }

    @Test
    void a_replacement_names_groups_that_there_are() {
        var one = Expression.of("(8)1");
        assertThat(one.mayReplaceBy("7$1$0")).isTrue();
        assertThat(one.mayReplaceBy("$2")).isFalse();
        assertThat(one.mayReplaceBy("$")).isFalse();
        assertThat(one.mayReplaceBy("\\1")).isFalse();
    }

    /// Expressions on which programs that try one way after the other take years.
    @ParameterizedTest
    @ValueSource(strings = {"(1+)+2", "(1|1)*2", "(1*)*2", "(1?){30}1{30}2", "(.*1){12}2"})
    void nobody_writes_an_expression_that_takes_for_ever(String written) {
        var text = "1".repeat(40);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                        Expression.parse(written)
                                .ifPresent(
                                        e -> {
                                            assertThat(e.matches(text)).isFalse();
                                            assertThat(e.replaceFirst(text, "")).isEqualTo(text);
                                        }));
    }

    @Test
    void whatever_is_written_is_read_or_refused() {
        var random = new Random(31);
        var letters = "018(){}[]^$|*+?.,-\\dw:";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int left = random.nextInt(12); left > 0; left--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            Expression.parse(text.toString())
                    .ifPresent(e -> assertThat(e.replaceFirst("81*#", "")).isNotNull());
        }
    }
}
