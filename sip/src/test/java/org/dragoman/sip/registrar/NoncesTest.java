package org.dragoman.sip.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private final FakeTime time = new FakeTime();
    private final Nonces nonces = new Nonces(time, new Random(1));

    @Test
    void each_use_is_good_once_even_when_uses_overtake_one_another() {
        var nonce = nonces.make();
        assertThat(nonces.use(nonce, 1)).isTrue();
        assertThat(nonces.use(nonce, 1)).isFalse();
        assertThat(nonces.use(nonce, 4)).isTrue();
        assertThat(nonces.use(nonce, 3)).as("overtaken").isTrue();
        assertThat(nonces.use(nonce, 3)).isFalse();
        assertThat(nonces.use(nonce, 2)).isTrue();
        assertThat(nonces.use(nonce, 100)).isTrue();
        assertThat(nonces.use(nonce, 5)).as("too far back to be known").isFalse();
        assertThat(nonces.use(nonce, 99)).isTrue();
    }

    @Test
    void an_old_one_is_stale() {
        var nonce = nonces.make();
        time.advance(Nonces.GOOD);
        assertThat(nonces.use(nonce, 1)).isTrue();
        time.advance(Duration.ofMillis(1));
        assertThat(nonces.use(nonce, 2)).isFalse();
    }

    @Test
    void what_others_made_is_none() {
        var nonce = nonces.make();
        var other = new Nonces(time, new Random(2)).make();
        var changed =
                nonce.substring(0, 5) + (nonce.charAt(5) == 'A' ? 'B' : 'A') + nonce.substring(6);
        for (var none : new String[] {other, changed, "", "!", "abc", nonce + "AAAA"}) {
            assertThat(nonces.use(none, 1)).as(none).isFalse();
        }
        assertThat(nonces.use(nonce, 1)).isTrue();
    }

    @Test
    void a_flood_makes_the_oldest_stale_and_never_lets_one_be_used_twice() {
        var first = nonces.make();
        assertThat(nonces.use(first, 1)).isTrue();
        time.advance(Duration.ofMillis(1));
        for (int i = 0; i < 60_000; i++) {
            nonces.use(nonces.make(), 1);
        }
        assertThat(nonces.use(first, 1)).isFalse();
    }
}
