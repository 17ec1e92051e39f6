package org.dragoman.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.dragoman.core.call.CallLeg;
import org.dragoman.core.call.LegContext;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.Test;

class RegistrationsTest {
    private final FakeTime time = new FakeTime();
    private final Registrations registrations = new Registrations(time);

    private record Phone(String account, String id, int priority, Instant since, Instant expires)
            implements Device {
        @Override
        public Account.Protocol protocol() {
            return Account.Protocol.SIP;
        }

        @Override
        public String description() {
            return id;
        }

        @Override
        public CallLeg makeLeg(LegContext context) {
            throw new UnsupportedOperationException("nobody calls it here");
        }
    }

    private Phone phone(String account, String id, int priority) {
        var now = time.instant();
        return new Phone(account, id, priority, now, now.plusSeconds(60));
    }

    @Test
    void the_best_liked_and_then_the_newest_comes_first() {
        registrations.enter(phone("1001", "a", 500));
        time.advance(Duration.ofSeconds(1));
        registrations.enter(phone("1001", "b", 500));
        registrations.enter(phone("1001", "c", 1000));
        registrations.enter(phone("1002", "d", 1000));
        assertThat(registrations.of("1001")).extracting(Device::id).containsExactly("c", "b", "a");
        assertThat(registrations.all()).extracting(Device::id).containsExactly("c", "b", "a", "d");
    }

    @Test
    void what_has_expired_is_not_there() {
        registrations.enter(phone("1001", "a", 500));
        time.advance(Duration.ofSeconds(60));
        assertThat(registrations.of("1001")).isEmpty();
    }

    @Test
    void a_device_registered_anew_takes_its_own_place_and_is_not_taken_away_by_its_past() {
        var before = phone("1001", "a", 500);
        registrations.enter(before);
        time.advance(Duration.ofSeconds(1));
        var after = phone("1001", "a", 700);
        registrations.enter(after);
        registrations.leave(before);
        assertThat(registrations.of("1001")).isEqualTo(List.of(after));
        registrations.leave(after);
        assertThat(registrations.all()).isEmpty();
    }

    @Test
    void no_account_has_more_devices_than_the_limit() {
        for (int i = 0; i < Registrations.DEVICES; i++) {
            assertThat(registrations.enter(phone("1001", "p" + i, 500))).isTrue();
        }
        assertThat(registrations.enter(phone("1001", "more", 500))).isFalse();
        assertThat(registrations.enter(phone("1001", "p3", 500))).as("one of them").isTrue();
        time.advance(Duration.ofSeconds(60));
        assertThat(registrations.enter(phone("1001", "later", 500))).isTrue();
    }
}
