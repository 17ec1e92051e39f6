package org.dragoman.media.foreign;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.dragoman.media.foreign.NativeCall.impossible;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// Native memory by plain addresses, so that nothing is allocated in Java for using it. Whoever
/// calls has made sure that address and length lie in memory of its own.
public final class NativeMemory {
    @SuppressWarnings("restricted") // addresses come from native libraries
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[64]);

    private static final MethodHandle CALLOC =
            handle("calloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = handle("free", FunctionDescriptor.ofVoid(JAVA_LONG));

    private NativeMemory() {}

    /// Zeroed memory; 0 if there is none left.
    public static long allocate(long bytes) {
        try {
            return (long) CALLOC.invokeExact(1L, bytes);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Gives back what {@link #allocate} gave; 0 is left alone.
    public static void free(long address) {
        try {
            FREE.invokeExact(address);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    public static byte getByte(long address) {
        return ALL.get(JAVA_BYTE, address);
    }

    public static void putByte(long address, byte value) {
        ALL.set(JAVA_BYTE, address, value);
    }

    public static int getInt(long address) {
        return ALL.get(JAVA_INT, address);
    }

    public static void putInt(long address, int value) {
        ALL.set(JAVA_INT, address, value);
    }

    public static long getLong(long address) {
        return ALL.get(JAVA_LONG, address);
    }

    public static void putLong(long address, long value) {
        ALL.set(JAVA_LONG, address, value);
    }

    public static float getFloat(long address) {
        return ALL.get(JAVA_FLOAT, address);
    }

    public static void putFloat(long address, float value) {
        ALL.set(JAVA_FLOAT, address, value);
    }

    /// Zeroes so many bytes, 64 at most.
    public static void zero(long address, int bytes) {
        MemorySegment.copy(ZEROS, 0, ALL, address, bytes);
    }

    public static void copyIn(MemorySegment from, long at, long address, long bytes) {
        MemorySegment.copy(from, at, ALL, address, bytes);
    }

    public static void copyOut(long address, MemorySegment to, long at, long bytes) {
        MemorySegment.copy(ALL, address, to, at, bytes);
    }

    public static void copyIn(short[] from, int at, long address, int samples) {
        MemorySegment.copy(from, at, ALL, JAVA_SHORT, address, samples);
    }

    public static void copyOut(long address, short[] to, int at, int samples) {
        MemorySegment.copy(ALL, JAVA_SHORT, address, to, at, samples);
    }

    /// Writes the text as C has it: ASCII, with a zero byte at its end.
    public static long allocateText(String text) {
        long address = allocate(text.length() + 1L);
        for (int i = 0; address != 0 && i < text.length(); i++) {
            putByte(address + i, (byte) text.charAt(i));
        }
        return address;
    }

    @SuppressWarnings("restricted") // calloc and free are what this class is for
    private static MethodHandle handle(String name, FunctionDescriptor type) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type);
    }
}
