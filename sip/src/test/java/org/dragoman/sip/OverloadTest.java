package org.dragoman.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.Test;

class OverloadTest {
    private static final Duration NONE = Duration.ZERO;
    private static final Duration LONG = Duration.ofMillis(501);

    private final FakeTime time = new FakeTime();
    private final List<String> told = new ArrayList<>();
    private final Overload overload =
            new Overload(
                    new SipConfig.Limits(Duration.ofMillis(500), 5_000),
                    time,
                    new Overload.Told() {
                        @Override
                        public void began(Duration waited, int beingSetUp) {
                            told.add("began " + waited.toMillis() + " " + beingSetUp);
                        }

                        @Override
                        public void ended(long turnedAway) {
                            told.add("ended " + turnedAway);
                        }
                    });

    @Test
    void eachInviteIsJudgedByItself() {
        assertThat(overload.refuses(Duration.ofMillis(500), 5_000)).isFalse();
        assertThat(overload.refuses(LONG, 1)).isTrue();
        assertThat(overload.refuses(NONE, 5_001)).isTrue();
        assertThat(overload.refuses(NONE, 1)).isFalse();
        assertThat(overload.refused()).isEqualTo(2);
    }

    @Test
    void itsBeginningAndItsEndAreToldOnce() {
        for (int i = 0; i < 3; i++) {
            overload.refuses(LONG, 7);
            overload.look();
            time.advance(Duration.ofSeconds(9));
        }
        assertThat(told).containsExactly("began 501 7");
        time.advance(Duration.ofSeconds(2));
        overload.look();
        overload.look();
        assertThat(told).containsExactly("began 501 7", "ended 3");
        overload.refuses(NONE, 5_001);
        time.advance(Duration.ofSeconds(11));
        overload.look();
        assertThat(told).containsExactly("began 501 7", "ended 3", "began 0 5001", "ended 1");
    }
}
