package org.dragoman.gateway.records;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.dragoman.gateway.rest.RecordView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gets records into the database, by way of a file while it is away, and of memory where even
/// that cannot be written. Their order stays, and what is written twice is there once. Used by one
/// thread; how it gets along may be asked by any.
final class RecordKeeper implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(RecordKeeper.class);
    private static final int HELD = 50_000; // records in memory; about 100 MB

    /// Reaches the database.
    interface Opener {
        RecordStore open() throws SQLException;
    }

    private final Opener opener;
    private final WriterPlace place;
    private final String gateway;
    private final String startedAt;
    private final Spill spill;
    private final List<RecordView> held = new ArrayList<>();
    private Optional<RecordStore> store = Optional.empty();
    private boolean cleared; // what earlier runs left open
    private boolean full; // so it was said
    private volatile Optional<String> away = Optional.empty();
    private volatile int holding;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong spilled = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /// - {@code gateway}: as configured; {@code startedAt}: when it started, as records have it.
    RecordKeeper(Opener opener, WriterPlace place, String gateway, String startedAt) {
        this.opener = opener;
        this.place = place;
        this.gateway = gateway;
        this.startedAt = startedAt;
        this.spill = place.spill();
    }

    RecordsHealth health() {
        return new RecordsHealth(
                away, written.get(), spilled.get(), holding, refused.get(), lost.get());
    }

    boolean isAway() {
        return store.isEmpty();
    }

    /// Keeps records, newer than all before.
    void keep(List<RecordView> fresh) {
        int room = Math.min(fresh.size(), HELD - held.size());
        held.addAll(fresh.subList(0, room));
        if (room < fresh.size()) {
            lose(fresh.size() - room);
        }
        if (held.isEmpty()) {
            return;
        }
        if (store.isPresent()) {
            try {
                write(store.get(), held);
                held.clear();
            } catch (SQLException e) {
                goAway(e);
            }
        }
        spillHeld();
        holding = held.size();
    }

    /// Counts what was lost for want of room.
    void lose(int records) {
        if (lost.getAndAdd(records) == 0) {
            LOGGER.atError()
                    .addKeyValue("event", "records.lost")
                    .log("call records are lost: there is no room for them anywhere");
        }
    }

    private void spillHeld() {
        if (held.isEmpty()) {
            return;
        }
        try {
            spill.append(held);
            spilled.addAndGet(held.size());
            held.clear();
            full = false;
        } catch (IOException e) {
            if (!full) {
                full = true;
                LOGGER.atError()
                        .addKeyValue("event", "records.held")
                        .addKeyValue("why", e.toString())
                        .log("call records are kept in memory: the disk takes none either");
            }
        }
    }

    private void goAway(SQLException why) {
        store.ifPresent(RecordKeeper::leave);
        store = Optional.empty();
        var words = String.valueOf(why.getMessage()).lines().findFirst().orElse("");
        if (away.isEmpty()) {
            LOGGER.atWarn()
                    .addKeyValue("event", "records.away")
                    .addKeyValue("why", words)
                    .log("the database of call records is away; they go to a file meanwhile");
        }
        away = Optional.of(words);
    }

    private static void leave(RecordStore store) {
        try {
            store.close();
        } catch (SQLException gone) {
            LOGGER.atDebug()
                    .addKeyValue("event", "records.not_closed")
                    .setCause(gone)
                    .log("the connection was broken already");
        }
    }

    /// Reaches the database again where it is away, and takes up what was spilled.
    void comeBack() {
        if (store.isPresent()) {
            return;
        }
        try {
            var back = opener.open();
            store = Optional.of(back);
            int taken = spill.takeUp(records -> write(back, records));
            write(back, held);
            taken += held.size();
            held.clear();
            holding = 0;
            if (!cleared) {
                clear(back);
                cleared = true;
            }
            if (away.isPresent() || taken > 0) {
                LOGGER.atInfo()
                        .addKeyValue("event", "records.back")
                        .addKeyValue("taken_up", taken)
                        .log("call records go to the database again");
            }
            away = Optional.empty();
        } catch (SQLException e) {
            goAway(e);
        } catch (IOException e) {
            goAway(new SQLException("what was spilled cannot be read: " + e, e));
        }
    }

    /// Ends what earlier runs left, from this place or from others that nobody has now.
    private void clear(RecordStore back) throws SQLException, IOException {
        int ended = back.interrupted(place.name(gateway), startedAt);
        for (var other : place.left()) {
            try (other) {
                other.spill().takeUp(records -> write(back, records));
                ended += back.interrupted(other.name(gateway), startedAt);
            }
        }
        if (ended > 0) {
            LOGGER.atWarn()
                    .addKeyValue("event", "records.interrupted")
                    .addKeyValue("calls", ended)
                    .log(
                            "calls were in progress when the gateway was killed: their records end"
                                    + " at their last update");
        }
    }

    /// Writes all at once; where the database will not take what is in them, one by one, and puts
    /// those aside that it refuses.
    private void write(RecordStore to, List<RecordView> records) throws SQLException {
        if (records.isEmpty()) {
            return;
        }
        try {
            to.write(records);
            written.addAndGet(records.size());
        } catch (SQLException | RuntimeException e) {
            if (!isOfTheData(e)) {
                throw e;
            }
            for (var record : records) {
                writeAlone(to, record);
            }
        }
    }

    private void writeAlone(RecordStore to, RecordView record) throws SQLException {
        try {
            to.write(List.of(record));
            written.incrementAndGet();
        } catch (SQLException | RuntimeException e) {
            if (!isOfTheData(e)) {
                throw e;
            }
            LOGGER.atError()
                    .addKeyValue("event", "records.refused")
                    .addKeyValue("call", record.callId())
                    .addKeyValue("why", String.valueOf(e.getMessage()))
                    .log("the database takes no such record; it is in the file refused.jsonl");
            refused.incrementAndGet();
            try {
                place.refused().append(List.of(record));
            } catch (IOException full) {
                throw new SQLException("a record that is refused cannot be put aside", full);
            }
        }
    }

    /// SQL: classes 22, data, and 23, constraints. SQLite gives no class; it takes every value.
    /// What is no failure of SQL is one of ours with what is in the record.
    private static boolean isOfTheData(Exception e) {
        if (!(e instanceof SQLException failure)) {
            return true;
        }
        var state = String.valueOf(failure.getSQLState());
        return state.startsWith("22") || state.startsWith("23");
    }

    /// Deletes records of calls that began before that.
    void purge(String before) {
        if (store.isEmpty()) {
            return;
        }
        try {
            int gone = store.get().purge(before);
            if (gone > 0) {
                LOGGER.atInfo()
                        .addKeyValue("event", "records.purged")
                        .addKeyValue("records", gone)
                        .log("call records that are too old were deleted");
            }
        } catch (SQLException e) {
            goAway(e);
        }
    }

    /// Puts what is still held into the file, and lets go of all.
    @Override
    public void close() throws IOException {
        spillHeld();
        store.ifPresent(RecordKeeper::leave);
        store = Optional.empty();
        place.close();
    }
}
