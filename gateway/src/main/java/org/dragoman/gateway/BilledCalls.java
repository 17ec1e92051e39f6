package org.dragoman.gateway;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.dragoman.core.call.Calls;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.gateway.records.CallRecords;
import org.dragoman.gateway.records.RecordReader;
import org.dragoman.gateway.records.RecordsConfig;
import org.dragoman.gateway.records.RecordsHealth;
import org.dragoman.gateway.rest.GatewayView.Records;
import org.dragoman.gateway.rest.RecordPageView;
import org.dragoman.gateway.rest.RecordQuestion;
import org.dragoman.gateway.rest.RecordView;
import org.dragoman.gateway.rest.RecordsAway;

/// Call records of the running gateway, where it keeps any.
///
/// - {@code writer}, {@code reader}: both, or none.
record BilledCalls(Optional<CallRecords> writer, Optional<RecordReader> reader)
        implements AutoCloseable {
    private static final RecordsAway NONE =
            new RecordsAway("This gateway keeps no call records (records: database: none).");

    static BilledCalls start(RecordsConfig config, InstantSource time) throws IOException {
        return config.isOn()
                ? new BilledCalls(
                        Optional.of(CallRecords.start(config, time)),
                        Optional.of(new RecordReader(config)))
                : new BilledCalls(Optional.empty(), Optional.empty());
    }

    /// Looks after the calls in progress; closing the result ends that.
    AutoCloseable follow(Calls calls) {
        return writer.<AutoCloseable>map(w -> w.follow(calls)).orElse(() -> {});
    }

    /// Enters a call that ended.
    void ended(CallSnapshot call) {
        writer.ifPresent(w -> w.ended(call));
    }

    Records health() {
        return writer.map(CallRecords::health).map(BilledCalls::view).orElse(Records.NONE);
    }

    private static Records view(RecordsHealth health) {
        return new Records(
                health.away().orElse(""),
                health.written(),
                health.spilled(),
                health.held(),
                health.refused(),
                health.lost());
    }

    RecordPageView find(RecordQuestion question) throws RecordsAway {
        return reader.orElseThrow(() -> NONE).find(question);
    }

    Optional<RecordView> find(String call) throws RecordsAway {
        return reader.orElseThrow(() -> NONE).find(call);
    }

    @Override
    public void close() throws IOException {
        if (writer.isPresent()) {
            writer.get().close();
        }
    }
}
