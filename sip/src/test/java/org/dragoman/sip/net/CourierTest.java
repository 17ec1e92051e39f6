package org.dragoman.sip.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.sip.Transport;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 5060);
    private static final InetSocketAddress THERE = new InetSocketAddress("127.0.0.2", 5060);

    private final FakeTime time = new FakeTime();
    private final Courier courier = new Courier(time);
    private final List<String> done = new CopyOnWriteArrayList<>();

    private void carry(InetSocketAddress to, Transport by, String what) {
        courier.carry(to, by, () -> done.add(what), () -> done.add("not " + what));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Something to this destination takes its time until the latch opens.
    private CountDownLatch block(InetSocketAddress to) {
        var begun = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        courier.carry(
                to,
                Transport.TCP,
                () -> {
                    begun.countDown();
                    await(end);
                },
                () -> {});
        await(begun);
        return end;
    }

    private void finish(InetSocketAddress to) {
        var last = new CountDownLatch(1);
        courier.carry(to, Transport.TCP, last::countDown, last::countDown);
        await(last);
    }

    @Test
    void udpGoesAtOnceAndConnectionsInOrder() {
        var blocked = block(HERE);
        carry(HERE, Transport.TCP, "a");
        carry(HERE, Transport.UDP, "b");
        carry(HERE, Transport.TCP, "c");
        assertThat(done).containsExactly("b");
        carry(THERE, Transport.TCP, "d");
        finish(THERE);
        assertThat(done).containsExactly("b", "d");
        blocked.countDown();
        finish(HERE);
        assertThat(done).containsExactly("b", "d", "a", "c");
    }

    @Test
    void whatWaitedTooLongIsNotSent() {
        var blocked = block(HERE);
        carry(HERE, Transport.TLS, "other line");
        carry(HERE, Transport.TCP, "a");
        time.advance(Courier.PATIENCE.plus(Duration.ofMillis(1)));
        carry(HERE, Transport.TCP, "b");
        blocked.countDown();
        finish(HERE);
        assertThat(done).contains("not a", "b");
    }

    @Test
    void whatFindsNoRoomFailsAtOnce() {
        var blocked = block(HERE);
        var sent = new CountDownLatch(Courier.WAITING);
        for (int i = 0; i < Courier.WAITING; i++) {
            courier.carry(HERE, Transport.TCP, sent::countDown, () -> done.add("not sent"));
        }
        assertThat(done).isEmpty();
        carry(HERE, Transport.TCP, "y");
        assertThat(done).containsExactly("not y");
        blocked.countDown();
        await(sent);
        assertThat(done).containsExactly("not y");
    }

    @Test
    void aFaultOfOneIsNoneOfTheNext() {
        var blocked = block(HERE);
        courier.carry(
                HERE,
                Transport.TCP,
                () -> {
                    throw new IllegalStateException("a fault of the test's");
                },
                () -> {});
        carry(HERE, Transport.TCP, "a");
        blocked.countDown();
        finish(HERE);
        assertThat(done).containsExactly("a");
    }
}
