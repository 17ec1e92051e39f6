package org.dragoman.media.bridge;

import java.util.Arrays;

/// Sound that waits until there is enough of it for a packet.
public final class PcmQueue {
    private final short[] samples;
    private int size;

    public PcmQueue(int room) {
        samples = new short[room];
    }

    public int size() {
        return size;
    }

    /// What waits, from index 0.
    public short[] samples() {
        return samples;
    }

    /// Adds sound; what finds no room is cut off.
    public void add(short[] from, int count) {
        int taken = Math.min(count, samples.length - size);
        System.arraycopy(from, 0, samples, size, taken);
        size += taken;
    }

    /// Adds silence; what finds no room is cut off.
    public void addSilence(int count) {
        int taken = Math.min(count, samples.length - size);
        Arrays.fill(samples, size, size + taken, (short) 0);
        size += taken;
    }

    public void drop(int count) {
        size -= count;
        System.arraycopy(samples, count, samples, 0, size);
    }

    void clear() {
        size = 0;
    }
}
