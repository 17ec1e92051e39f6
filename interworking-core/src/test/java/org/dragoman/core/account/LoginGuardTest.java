package org.dragoman.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.Test;

class LoginGuardTest {
    private static final LoginGuard.Limits LIMITS =
            new LoginGuard.Limits(3, 6, 8, Duration.ofMinutes(10), Duration.ofMinutes(5));

    private final FakeTime time = new FakeTime();
    private final LoginGuard guard = new LoginGuard(LIMITS, time);

    private static InetAddress from(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private void guess(int address, String account, int times) {
        for (int i = 0; i < times; i++) {
            guard.wrong(from(address), account);
        }
    }

    @Test
    void a_pair_with_too_many_is_not_listened_to_until_its_penalty_is_over() {
        guess(1, "1001", 2);
        assertThat(guard.listensTo(from(1), "1001")).isTrue();
        assertThat(guard.wrong(from(1), "1001")).as("the one too many").isTrue();
        assertThat(guard.listensTo(from(1), "1001")).isFalse();
        assertThat(guard.wrong(from(1), "1001")).as("said already").isFalse();
        assertThat(guard.listensTo(from(2), "1001")).as("another address").isTrue();
        time.advance(Duration.ofMinutes(5));
        assertThat(guard.listensTo(from(1), "1001")).isTrue();
    }

    @Test
    void the_right_password_forgets_the_wrong_ones() {
        guess(1, "1001", 2);
        guard.right(from(1), "1001");
        guess(1, "1001", 2);
        assertThat(guard.listensTo(from(1), "1001")).isTrue();
    }

    @Test
    void an_address_that_tries_many_accounts_is_not_listened_to() {
        guess(1, "1001", 2);
        guess(1, "1002", 2);
        guess(1, "1003", 2);
        assertThat(guard.listensTo(from(1), "1004")).isFalse();
        assertThat(guard.listensTo(from(2), "1004")).isTrue();
    }

    @Test
    void an_account_that_many_addresses_try_is_open_to_those_who_know_it() {
        guard.right(from(9), "1001");
        for (int address = 1; address <= 4; address++) {
            guess(address, "1001", 2);
        }
        assertThat(guard.listensTo(from(5), "1001")).as("a stranger").isFalse();
        assertThat(guard.listensTo(from(9), "1001")).as("its own address").isTrue();
        assertThat(guard.listensTo(from(5), "1002")).as("another account").isTrue();
    }

    @Test
    void wrong_ones_long_ago_do_not_count() {
        guess(1, "1001", 2);
        time.advance(Duration.ofMinutes(11));
        guess(1, "1001", 2);
        assertThat(guard.listensTo(from(1), "1001")).isTrue();
    }
}
