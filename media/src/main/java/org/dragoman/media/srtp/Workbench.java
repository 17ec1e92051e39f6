package org.dragoman.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Room for the packet at hand, shared by all senders and receivers of one thread: the platform's
/// ciphers work on arrays, and a packet is too short to make new ones for it.
public final class Workbench {
    /// Bytes in an AES block.
    static final int BLOCK = 16;

    /// Where the packet begins in {@link #packet}: after a block of the hash, which HMAC begins
    /// with.
    static final int START = 64;

    /// Longer packets are not for telephony; Ethernet's fit.
    public static final int MOST_BYTES = 2_048;

    static final int MOST_TAG = 16;

    private static final int LARGEST = MOST_BYTES + 2 * MOST_TAG + 4;
    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle EIGHT = // bytes whose order does not matter
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    final byte[] packet = new byte[START + LARGEST];
    final byte[] tag = new byte[20]; // what SHA-1 gives
    final byte[] counters = new byte[LARGEST + BLOCK];
    final byte[] keyStream = new byte[LARGEST + BLOCK];
    final byte[] iv = new byte[BLOCK];
    final byte[] output = new byte[LARGEST + BLOCK];
    final byte[] word = new byte[Rtcp.INDEX];
    final MessageDigest sha1;

    // the same outside Java's heap, for ciphers that are there
    private static final int LENT_IV = 0;
    private static final int LENT_WORD = 16;
    private static final int SPARE = 32;
    private static final int LENT = 64; // the packet begins here

    private final MemorySegment outside = Arena.ofAuto().allocate(LENT + LARGEST, LENT);

    public Workbench() {
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    void take(MemorySegment memory, long at, int length) {
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, packet, START, length);
    }

    /// Writes a part of the packet back, from {@code from} bytes after its beginning.
    void give(MemorySegment memory, long at, int from, int length) {
        MemorySegment.copy(packet, START + from, memory, ValueLayout.JAVA_BYTE, at + from, length);
    }

    /// A number in the packet, {@code offset} bytes after its beginning.
    int number(int offset) {
        return (int) INT.get(packet, START + offset);
    }

    void setNumber(int offset, int value) {
        INT.set(packet, START + offset, value);
    }

    /// Writes {@link #word}.
    void setWord(int value) {
        INT.set(word, 0, value);
    }

    /// Copies so many bytes of the packet, and what goes with them, to where native code may work
    /// on them.
    void lend(int length) {
        copyOut(iv, 0, LENT_IV, BLOCK);
        copyOut(word, 0, LENT_WORD, Rtcp.INDEX);
        copyOut(packet, START, LENT, length);
    }

    private void copyOut(byte[] from, int at, int to, int length) {
        MemorySegment.copy(from, at, outside, ValueLayout.JAVA_BYTE, to, length);
    }

    /// Copies what native code made of a part of the packet back, from {@code from} bytes after its
    /// beginning.
    void takeBack(int from, int length) {
        MemorySegment.copy(
                outside, ValueLayout.JAVA_BYTE, LENT + from, packet, START + from, length);
    }

    /// Address of the packet that was lent.
    long lent() {
        return outside.address() + LENT;
    }

    long lentIv() {
        return outside.address() + LENT_IV;
    }

    long lentWord() {
        return outside.address() + LENT_WORD;
    }

    /// Address of some bytes that native code may write to.
    long spare() {
        return outside.address() + SPARE;
    }

    static void setLong(byte[] array, int at, long value) {
        LONG.set(array, at, value);
    }

    static long longAt(byte[] array, int at) {
        return (long) LONG.get(array, at);
    }

    /// Changes the packet by as much of the key stream, from {@code from} bytes after its
    /// beginning.
    void mix(int from, int length) {
        int at = START + from;
        int whole = length & -Long.BYTES;
        for (int i = 0; i < whole; i += Long.BYTES) {
            long mixed = (long) EIGHT.get(packet, at + i) ^ (long) EIGHT.get(keyStream, i);
            EIGHT.set(packet, at + i, mixed);
        }
        for (int i = whole; i < length; i++) {
            packet[at + i] ^= keyStream[i];
        }
    }
}
