package org.dragoman.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.LegId;
import org.dragoman.core.log.CallTrace.Way;
import org.junit.jupiter.api.Test;

class WireShelfTest {
    private static final CallId FIRST = new CallId("000000000001");
    private static final CallId SECOND = new CallId("000000000002");
    private static final CallId THIRD = new CallId("000000000003");

    private record Bytes(byte[] octets) implements WireContent {
        @Override
        public Protocol protocol() {
            return Protocol.SIP;
        }

        @Override
        public InetSocketAddress local() {
            return new InetSocketAddress("192.0.2.1", 5060);
        }

        @Override
        public InetSocketAddress remote() {
            return new InetSocketAddress("192.0.2.2", 5060);
        }

        @Override
        public boolean datagram() {
            return true;
        }
    }

    private static void note(CallRecorder recorder, CallId call, int times) {
        recorder.begin(Instant.EPOCH);
        for (int i = 0; i < times; i++) {
            recorder.message(
                    LegId.caller(call), Way.SENT, "INFO", "", new Bytes(new byte[] {1, 2}));
        }
    }

    @Test
    void keeps_what_a_call_said_while_it_lives_and_afterwards() {
        var shelf = new WireShelf(2);
        var recorder = new CallRecorder(shelf.begin(FIRST));
        note(recorder, FIRST, 1);
        recorder.end();
        assertThat(shelf.of(FIRST)).get().satisfies(n -> assertThat(n).hasSize(1));
        assertThat(shelf.of(SECOND)).isEmpty();
    }

    @Test
    void a_new_call_takes_the_place_of_the_one_that_ended_longest_ago() {
        var shelf = new WireShelf(2);
        var first = new CallRecorder(shelf.begin(FIRST));
        var second = new CallRecorder(shelf.begin(SECOND));
        assertThat(shelf.begin(THIRD)).as("both live").isEmpty();
        second.end();
        assertThat(shelf.begin(THIRD)).isPresent();
        assertThat(shelf.of(FIRST)).isPresent();
        assertThat(shelf.of(SECOND)).isEmpty();
        first.end();
    }

    @Test
    void keeps_only_so_many_messages_of_a_call_and_none_where_it_has_no_place() {
        var shelf = new WireShelf(1);
        note(new CallRecorder(shelf.begin(FIRST)), FIRST, WireShelf.MESSAGES + 1);
        assertThat(shelf.of(FIRST).orElseThrow()).hasSize(WireShelf.MESSAGES);
        var none = new CallRecorder(Optional.empty());
        note(none, SECOND, 1);
        assertThat(none.rows()).as("the ladder is drawn all the same").hasSize(1);
    }
}
