package org.dragoman.media.codec;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/// Converts samples where they lie, from one law to the other (ITU-T G.711 Tables 3 and 4).
public final class G711Payload {
    private G711Payload() {}

    public static void aToMu(MemorySegment memory, long at, int count) {
        for (int i = 0; i < count; i++) {
            memory.set(JAVA_BYTE, at + i, G711.aToMu(memory.get(JAVA_BYTE, at + i)));
        }
    }

    public static void muToA(MemorySegment memory, long at, int count) {
        for (int i = 0; i < count; i++) {
            memory.set(JAVA_BYTE, at + i, G711.muToA(memory.get(JAVA_BYTE, at + i)));
        }
    }
}
