package org.dragoman.core.call;

import java.util.concurrent.atomic.LongAdder;

/// What happened to calls since the start. Written by all loops, read by anyone.
final class CallCounters {
    final LongAdder offered = new LongAdder();
    final LongAdder answered = new LongAdder();
    final LongAdder ended = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder bugs = new LongAdder();
    final LongAdder floods = new LongAdder();
    final LongAdder outOfPorts = new LongAdder();
    final LongAdder silent = new LongAdder();
    final LongAdder legErrors = new LongAdder();
    final LongAdder legsDropped = new LongAdder();

    CallTotals totals(int active) {
        return new CallTotals(
                active,
                offered.sum(),
                answered.sum(),
                ended.sum(),
                refused.sum(),
                bugs.sum(),
                floods.sum(),
                outOfPorts.sum(),
                legErrors.sum(),
                legsDropped.sum(),
                silent.sum());
    }
}
