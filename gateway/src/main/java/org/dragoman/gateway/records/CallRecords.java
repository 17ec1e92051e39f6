package org.dragoman.gateway.records;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallNews;
import org.dragoman.core.call.Calls;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.gateway.rest.RecordView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes calls that were answered or have ended, and gets their records into the database on a
/// thread of its own. Calls never wait: what comes in goes to a bounded queue, and what finds no
/// room there is counted and told of.
public final class CallRecords implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(CallRecords.class);
    private static final int WAITING = 20_000; // calls; a database that stands still for a minute
    private static final int BATCH = 1_000; // calls written at once
    private static final Duration DAY = Duration.ofDays(1);

    /// How often things are done; other than usual for tests alone.
    ///
    /// - {@code gather}: how long further calls are waited for, to be written together.
    /// - {@code retry}: how often a database that is away is tried.
    /// - {@code purge}: how often old records are looked for.
    /// - {@code farewell}: how long the end of the gateway waits for what is still to be written.
    record Pace(Duration gather, Duration retry, Duration purge, Duration farewell) {
        static final Pace USUAL =
                new Pace(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(5),
                        Duration.ofHours(1),
                        Duration.ofSeconds(5));
    }

    private sealed interface Note {}

    private record Over(CallSnapshot call) implements Note {}

    private record Answered(CallId call) implements Note {}

    private record Stop() implements Note {}

    private final RecordsConfig config;
    private final InstantSource time;
    private final Pace pace;
    private final RecordMaker maker;
    private final RecordKeeper keeper;
    private final Thread writer;
    private final BlockingQueue<Note> notes = new ArrayBlockingQueue<>(WAITING);
    private final AtomicInteger withoutRoom = new AtomicInteger();
    private volatile Optional<Calls> calls = Optional.empty();
    private volatile boolean over;

    private CallRecords(RecordsConfig config, InstantSource time, Pace pace, WriterPlace place) {
        this.config = config;
        this.time = time;
        this.pace = pace;
        var started = time.instant();
        this.maker = new RecordMaker(place.name(config.gateway()), started);
        this.keeper =
                new RecordKeeper(
                        () -> RecordStore.open(config),
                        place,
                        config.gateway(),
                        Words.moment(started));
        this.writer = Thread.ofPlatform().daemon().name("records").unstarted(this::work);
    }

    /// - Errors: IOException with a sentence for the operator where the folder cannot be written.
    public static CallRecords start(RecordsConfig config, InstantSource time) throws IOException {
        return start(config, time, Pace.USUAL);
    }

    static CallRecords start(RecordsConfig config, InstantSource time, Pace pace)
            throws IOException {
        try {
            var place = WriterPlace.take(config.folder());
            var records = new CallRecords(config, time, pace, place);
            records.writer.start();
            return records;
        } catch (IOException e) {
            throw new IOException(
                    "No call records can be kept in %s (%s); see `records: folder`."
                            .formatted(config.folder(), e),
                    e);
        }
    }

    /// Hears of calls that are answered, and looks after those in progress, from now on.
    ///
    /// - Returns: what ends it when closed.
    public AutoCloseable follow(Calls others) {
        calls = Optional.of(others);
        return others.follow(
                news -> {
                    if (news.kind() == CallNews.Kind.ANSWERED) {
                        note(new Answered(news.call()), 0);
                    }
                });
    }

    /// Enters a call that is over; called on its loop.
    public void ended(CallSnapshot call) {
        note(new Over(call.withoutLadder()), 1);
    }

    private void note(Note what, int records) {
        if (!notes.offer(what)) {
            withoutRoom.addAndGet(records); // an answer that is not noted is found a little later
        }
    }

    public RecordsHealth health() {
        return keeper.health();
    }

    private void work() {
        keeper.comeBack();
        long now = System.nanoTime();
        var interim = new Due(config.interim(), now);
        var retry = new Due(pace.retry(), now);
        var purge = new Due(pace.purge(), now - pace.purge().toNanos());
        try {
            while (!over) {
                long wait = Math.min(Math.min(interim.left(), retry.left()), purge.left());
                take(gather(wait));
                if (interim.isNow()) {
                    keeper.keep(inProgress());
                }
                if (retry.isNow() && keeper.isAway()) {
                    keeper.comeBack();
                }
                if (purge.isNow() && config.keepDays() > 0) {
                    var days = DAY.multipliedBy(config.keepDays());
                    keeper.purge(Words.moment(time.instant().minus(days)));
                }
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    /// Something that is done again and again.
    private static final class Due {
        private final long every;
        private long at;

        Due(Duration every, long from) {
            this.every = every.toNanos();
            this.at = from + this.every;
        }

        long left() {
            return Math.max(0, at - System.nanoTime());
        }

        boolean isNow() {
            boolean now = left() == 0;
            if (now) {
                at = System.nanoTime() + every;
            }
            return now;
        }
    }

    /// What has come, once more has come in a little time after it; nothing after the time.
    private List<Note> gather(long nanos) throws InterruptedException {
        var all = new ArrayList<Note>();
        var first = notes.poll(nanos, TimeUnit.NANOSECONDS);
        long until = System.nanoTime() + pace.gather().toNanos();
        for (var note = first; note != null && !(note instanceof Stop); ) {
            all.add(note);
            long left = until - System.nanoTime();
            note = all.size() < BATCH ? notes.poll(left, TimeUnit.NANOSECONDS) : null;
            over |= note instanceof Stop;
        }
        over |= first instanceof Stop;
        return all;
    }

    private void take(List<Note> gathered) {
        int dropped = withoutRoom.getAndSet(0);
        if (dropped > 0) {
            keeper.lose(dropped);
        }
        var answered = new LinkedHashSet<CallId>();
        var ended = new ArrayList<CallSnapshot>();
        for (var note : gathered) {
            switch (note) {
                case Answered(var call) -> answered.add(call);
                case Over(var call) -> {
                    ended.add(call);
                    answered.remove(call.id());
                }
                case Stop _ -> {} // it is not gathered
            }
        }
        var fresh = new ArrayList<RecordView>();
        for (var id : answered) {
            calls.flatMap(c -> c.find(id))
                    .filter(CallRecords::talks)
                    .flatMap(this::made)
                    .ifPresent(fresh::add);
        }
        ended.forEach(call -> made(call).ifPresent(fresh::add));
        keeper.keep(fresh);
    }

    private List<RecordView> inProgress() {
        return calls.map(Calls::list).orElse(List.of()).stream()
                .filter(CallRecords::talks)
                .flatMap(call -> made(call).stream())
                .toList();
    }

    private static boolean talks(CallSnapshot call) {
        return call.answered().isPresent() && call.ended().isEmpty();
    }

    /// Nothing where a fault of the program is in the way: it costs this record, and no other.
    private Optional<RecordView> made(CallSnapshot call) {
        try {
            return Optional.of(maker.of(call, time.instant()));
        } catch (RuntimeException bug) {
            LOGGER.atError()
                    .addKeyValue("event", "records.bug")
                    .addKeyValue("call", call.id())
                    .setCause(bug)
                    .log("a fault of the program: there is no record of this call");
            keeper.lose(1);
            return Optional.empty();
        }
    }

    /// Writes what was entered before; waits for that, but not for ever.
    @Override
    public void close() throws IOException {
        try {
            boolean asked =
                    notes.offer(new Stop(), pace.farewell().toNanos(), TimeUnit.NANOSECONDS);
            if (!asked || !writer.join(pace.farewell())) {
                writer.interrupt();
                writer.join(pace.farewell());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!writer.isAlive()) {
            keeper.close();
        }
    }
}
