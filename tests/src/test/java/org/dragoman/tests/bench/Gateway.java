package org.dragoman.tests.bench;

/// A gateway under measurement.
record Gateway(String name, long pid, Runnable stop) implements AutoCloseable {
    @Override
    public void close() {
        stop.run();
    }
}
