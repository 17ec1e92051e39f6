package org.dragoman.gateway.capture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.dragoman.gateway.capture.Transported.Segment;

/// One direction of a TCP connection: brings its octets into order and leaves out what came twice.
/// Where some were not captured, goes on behind the gap.
///
/// - Source: RFC 9293 §3.4: sequence numbers are modulo 2^32.
final class TcpStream {
    private static final int WAITING = 64; // segments behind a gap, before it is given up
    private static final int NO_BIT = -1;

    /// Who reads the octets.
    interface Reader {
        void octets(Segment in, byte[] octets);

        /// Some octets are missing here.
        void gap();
    }

    private final Reader reader;
    private final PriorityQueue<Segment> waiting =
            new PriorityQueue<>(Comparator.comparingInt(this::ahead));
    private long next = NO_BIT; // the sequence number that comes next; none before the first

    TcpStream(Reader reader) {
        this.reader = reader;
    }

    void take(Segment segment) {
        if (segment.begins()) {
            next = segment.sequence() + 1 & 0xFFFFFFFFL;
            waiting.clear();
            return;
        }
        if (segment.payload().length == 0) {
            return;
        }
        if (next == NO_BIT) {
            next = segment.sequence(); // the capture began in the middle
        }
        waiting.add(segment);
        deliver();
        if (waiting.size() > WAITING) {
            skip();
        }
    }

    /// No more comes: tells what waits behind gaps.
    void end() {
        while (!waiting.isEmpty()) {
            skip();
        }
    }

    private void skip() {
        reader.gap();
        next = waiting.element().sequence();
        deliver();
    }

    private int ahead(Segment segment) {
        return (int) (segment.sequence() - next);
    }

    private void deliver() {
        while (!waiting.isEmpty() && ahead(waiting.element()) <= 0) {
            var segment = waiting.remove();
            int known = -ahead(segment);
            if (known < segment.payload().length) {
                next = segment.sequence() + segment.payload().length & 0xFFFFFFFFL;
                reader.octets(
                        segment,
                        Arrays.copyOfRange(segment.payload(), known, segment.payload().length));
            }
        }
    }
}
