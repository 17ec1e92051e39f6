package org.dragoman.media.bridge;

/// Sound that waits until there is enough of it for a packet.
final class PcmQueue {
    private final short[] samples;
    private int size;

    PcmQueue(int room) {
        samples = new short[room];
    }

    int size() {
        return size;
    }

    /// What waits, from index 0.
    short[] samples() {
        return samples;
    }

    /// Adds sound; what finds no room is cut off.
    void add(short[] from, int count) {
        int taken = Math.min(count, samples.length - size);
        System.arraycopy(from, 0, samples, size, taken);
        size += taken;
    }

    void drop(int count) {
        size -= count;
        System.arraycopy(samples, count, samples, 0, size);
    }

    void clear() {
        size = 0;
    }
}
