package org.dragoman.sip.net;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.dragoman.core.testing.FakeTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class InboxTest {
    private final FakeTime time = new FakeTime();
    private final Waited waited = new Waited();
    private final LongAdder dropped = new LongAdder();
    private final Inbox inbox = new Inbox(time, waited, dropped);

    private static DatagramQueuedMessageDispatch datagram(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new DatagramQueuedMessageDispatch(
                new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), 5060), 0);
    }

    private static String text(DatagramQueuedMessageDispatch datagram) {
        var packet = datagram.packet;
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
    }

    @Test
    void callsThatStandComeBeforeThoseThatBegin() throws InterruptedException {
        for (var text : List.of("INVITE a", "OPTIONS b", "BYE c", "CANCEL d", "SIP/2.0 e")) {
            inbox.put(datagram(text));
        }
        var order = new ArrayList<String>();
        while (!inbox.isEmpty()) {
            order.add(text(inbox.take()));
        }
        assertThat(order)
                .containsExactly("BYE c", "SIP/2.0 e", "INVITE a", "OPTIONS b", "CANCEL d");
    }

    @Test
    void eachDatagramKnowsHowLongItWaited() throws InterruptedException {
        inbox.put(datagram("INVITE a"));
        time.advance(Duration.ofMillis(700));
        inbox.put(datagram("INVITE b"));
        time.advance(Duration.ofMillis(20));
        inbox.take();
        assertThat(waited.here()).isEqualTo(Duration.ofMillis(720));
        inbox.poll(1, TimeUnit.SECONDS);
        assertThat(waited.here()).isEqualTo(Duration.ofMillis(20));
        assertThat(inbox.poll()).isNull();
    }

    @Test
    void standsStillWhereDatagramsWaitAndNoneIsTaken() throws InterruptedException {
        time.advance(Duration.ofSeconds(100));
        assertThat(inbox.standstill()).isZero();
        inbox.put(datagram("INVITE a"));
        time.advance(Duration.ofSeconds(3));
        inbox.put(datagram("BYE b"));
        time.advance(Duration.ofSeconds(1));
        assertThat(inbox.standstill()).isEqualTo(Duration.ofSeconds(4));
        inbox.take();
        assertThat(inbox.standstill()).isZero(); // one waits, but somebody takes them
        time.advance(Duration.ofSeconds(2));
        assertThat(inbox.standstill()).isEqualTo(Duration.ofSeconds(2));
        inbox.take();
        assertThat(inbox.standstill()).isZero();
    }

    @Test
    void whatFindsNoRoomIsCountedAndTakesNoRoomOfOthers() {
        for (int i = 0; i < Inbox.NEW_CALLS + 10; i++) {
            inbox.put(datagram("INVITE " + i));
        }
        assertThat(dropped.sum()).isEqualTo(10);
        assertThat(inbox.offer(datagram("BYE x"))).isTrue();
        assertThat(inbox.remainingCapacity()).isEqualTo(Inbox.OF_CALLS - 1);
        var all = new ArrayList<DatagramQueuedMessageDispatch>();
        assertThat(inbox.drainTo(all)).isEqualTo(Inbox.NEW_CALLS + 1);
        assertThat(text(all.getFirst())).isEqualTo("BYE x");
        assertThat(text(all.getLast())).isEqualTo("INVITE " + (Inbox.NEW_CALLS - 1));
    }

    record Beginning(String text, boolean begins) {}

    static final List<Beginning> BEGINNINGS =
            List.of(
                    new Beginning("INVITE sip:a SIP/2.0\r\nTo: <sip:a>\r\n\r\n", true),
                    new Beginning("INVITE sip:a SIP/2.0\r\nTo: <sip:a>;tag=1\r\n\r\n", false),
                    new Beginning("INVITE sip:a SIP/2.0\r\nt : <sip:a>;x=1;Tag=1\r\n", false),
                    new Beginning("INVITE sip:a SIP/2.0\nTO:<sip:a> ;tag=1\n\n", false),
                    new Beginning("INVITE sip:a SIP/2.0\r\nFrom: <sip:b>;tag=1\r\n", true),
                    new Beginning("INVITE sip:a SIP/2.0\r\n\r\nTo: x;tag=1", true),
                    new Beginning("INVITE sip:a SIP/2.0\r\nTag: x;tag=1\r\n", true),
                    new Beginning("INVITE", true),
                    new Beginning("", true),
                    new Beginning("\r\n\r\n", true),
                    new Beginning("REGISTER sip:a SIP/2.0", true),
                    new Beginning("INFO sip:a SIP/2.0", false),
                    new Beginning("PRACK sip:a SIP/2.0", false),
                    new Beginning("UPDATE sip:a SIP/2.0", false),
                    new Beginning("SIP/2.0 200 OK", false));

    @ParameterizedTest
    @FieldSource("BEGINNINGS")
    void newCallsAreTold(Beginning c) {
        var bytes = ("xx" + c.text()).getBytes(StandardCharsets.UTF_8);
        assertThat(Datagrams.beginsCall(bytes, 2, bytes.length - 2)).isEqualTo(c.begins());
    }

    @Test
    void anyBytesAreTaken() {
        var random = new Random(1);
        var alphabet = "INVITE \r\nTot:;tag=<>";
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder(random.nextBoolean() ? "INVITE " : "");
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            int from = random.nextInt(bytes.length + 1);
            Datagrams.beginsCall(bytes, from, bytes.length - from);
        }
    }
}
