package org.dragoman.h323.h245;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Predicate;
import org.dragoman.core.media.Codec;
import org.dragoman.h323.h245.CapabilitySet.UserInputKind;
import org.dragoman.h323.h245.H245Output.Arm;
import org.dragoman.h323.h245.H245Output.Disarm;
import org.dragoman.h323.h245.H245Output.Send;
import org.dragoman.h323.h245.H245Output.Timer;
import org.dragoman.rules.Mappings;

/// Two sessions on a wire that delivers in order, but one message of a randomly chosen side at
/// a time.
final class SessionPair {
    static final CodecCapabilities CODECS = new CodecCapabilities(Mappings.load().codecs());

    final Side left;
    final Side right;
    private final Random random;
    Predicate<H245Message> lost = _ -> false;

    SessionPair(H245Settings left, H245Settings right, int seed) {
        random = new Random(seed);
        this.left = new Side("left", left, 4_000);
        this.right = new Side("right", right, 5_000);
    }

    final class Side {
        final String name;
        final H245Session session;
        final int port;
        final Deque<H245Message> inbox = new ArrayDeque<>();
        final List<H245Message> sent = new ArrayList<>();
        final List<H245Output> told = new ArrayList<>();
        final Map<Timer, Arm> timers = new HashMap<>();

        Side(String name, H245Settings settings, int port) {
            this.name = name;
            this.port = port;
            session = new H245Session(settings, CODECS, random);
        }

        OurMedia media(Codec... codecs) {
            var audio = new ArrayList<AudioFormat>();
            for (var codec : codecs) {
                audio.addAll(CODECS.receivable(codec));
            }
            return new OurMedia(
                    new CapabilitySet(
                            audio, EnumSet.allOf(UserInputKind.class), OptionalInt.of(101)),
                    new InetSocketAddress("127.0.0.1", port),
                    new InetSocketAddress("127.0.0.1", port + 1));
        }

        void does(List<H245Output> outputs) {
            var other = this == left ? right : left;
            for (var output : outputs) {
                switch (output) {
                    case Send(var message) -> {
                        sent.add(message);
                        if (!lost.test(message)) {
                            other.inbox.add(message);
                        }
                    }
                    case Arm arm -> timers.put(arm.timer(), arm);
                    case Disarm(var timer) -> timers.remove(timer);
                    default -> told.add(output); // what the leg would be told
                }
            }
        }

        boolean deliverOne() {
            if (inbox.isEmpty()) {
                return false;
            }
            does(session.received(inbox.remove()));
            return true;
        }

        void expire(Timer.Kind kind) {
            var timer =
                    timers.keySet().stream()
                            .filter(t -> t.kind() == kind)
                            .findFirst()
                            .orElseThrow();
            timers.remove(timer);
            does(session.expired(timer));
        }

        boolean has(Class<? extends H245Output> kind) {
            return told.stream().anyMatch(kind::isInstance);
        }

        <T extends H245Message> List<T> sent(Class<T> kind) {
            return sent.stream().filter(kind::isInstance).map(kind::cast).toList();
        }
    }

    /// Until nobody has anything to say.
    void settle() {
        while (!left.inbox.isEmpty() || !right.inbox.isEmpty()) {
            (random.nextBoolean() ? left : right).deliverOne();
        }
    }
}
