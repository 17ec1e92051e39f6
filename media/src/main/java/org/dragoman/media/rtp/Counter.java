package org.dragoman.media.rtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A number that one thread changes and others may look at, a moment old. Costs no more than a
/// plain field.
public final class Counter {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(Counter.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    public void add(long more) {
        VALUE.setOpaque(this, value + more);
    }

    public void set(long other) {
        VALUE.setOpaque(this, other);
    }

    public long get() {
        return (long) VALUE.getOpaque(this);
    }
}
