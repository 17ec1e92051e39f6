package org.dragoman.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.Test;

class LinkTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void fragments_become_one_message() throws Fragments.TooBig {
        var fragments = new Fragments(10);
        assertThat(fragments.add(bytes("ab"), false)).isEmpty();
        assertThat(fragments.add(bytes(""), false)).isEmpty();
        assertThat(fragments.add(bytes("c"), true)).hasValue(bytes("abc"));
        assertThat(fragments.add(bytes("0123456789"), true)).hasValue(bytes("0123456789"));
    }

    @Test
    void a_message_that_is_too_long_is_refused_whatever_its_pieces() throws Fragments.TooBig {
        var fragments = new Fragments(10);
        fragments.add(bytes("01234"), false);
        assertThatExceptionOfType(Fragments.TooBig.class)
                .isThrownBy(() -> fragments.add(bytes("567890"), true));
        assertThatExceptionOfType(Fragments.TooBig.class)
                .isThrownBy(() -> fragments.add(bytes("01234567890"), false));
    }

    @Test
    void so_many_messages_at_once_and_so_many_a_second() {
        var time = new FakeTime();
        var budget = new MessageBudget(3, 2);
        for (int i = 0; i < 3; i++) {
            assertThat(budget.take(time.instant())).isTrue();
        }
        assertThat(budget.take(time.instant())).isFalse();
        time.advance(Duration.ofMillis(500));
        assertThat(budget.take(time.instant())).isTrue();
        assertThat(budget.take(time.instant())).isFalse();
        time.advance(Duration.ofMinutes(1));
        for (int i = 0; i < 3; i++) {
            assertThat(budget.take(time.instant())).as("never more than the burst").isTrue();
        }
        assertThat(budget.take(time.instant())).isFalse();
    }
}
