package org.dragoman.media.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.rtp.Rtp;

/// A sender, a receiver and the packet between them.
final class SrtpPair {
    static final int ROOM = 2_048;
    static final int SSRC = 0xCAFEBABE;
    static final int PAYLOAD = 160;

    final Workbench bench = new Workbench();
    final MemorySegment memory = Arena.ofAuto().allocate(ROOM);
    SrtpSender sender;
    SrtpReceiver receiver;

    SrtpPair(SrtpKeys keys) {
        sender = new SrtpSender(keys);
        receiver = new SrtpReceiver(keys);
    }

    static SrtpKeys keys(SrtpSuite suite, long seed) {
        var random = new Random(seed);
        var key = new byte[suite.keyBytes()];
        var salt = new byte[suite.saltBytes()];
        random.nextBytes(key);
        random.nextBytes(salt);
        return new SrtpKeys(suite, key, salt);
    }

    /// A sealed packet with this index, whose payload tells of it.
    byte[] sealed(long index) {
        return sealed(index, SSRC);
    }

    byte[] sealed(long index, int ssrc) {
        int length = write(index, ssrc);
        int whole = sender.sealRtp(bench, memory, 0, length, ROOM);
        if (whole < 0) {
            throw new AssertionError("not sealed: " + whole);
        }
        return bytes(whole);
    }

    int write(long index, int ssrc) {
        Rtp.write(memory, 0, false, 8, (int) index & 0xFFFF, (int) index * PAYLOAD, ssrc);
        for (int i = 0; i < PAYLOAD; i++) {
            memory.set(ValueLayout.JAVA_BYTE, Rtp.HEADER + i, (byte) (index + i));
        }
        return Rtp.HEADER + PAYLOAD;
    }

    int open(byte[] packet) {
        put(packet);
        return receiver.openRtp(bench, memory, 0, packet.length);
    }

    boolean opens(byte[] packet, long index) {
        if (open(packet) != Rtp.HEADER + PAYLOAD) {
            return false;
        }
        byte[] opened = bytes(Rtp.HEADER + PAYLOAD);
        return opened[Rtp.HEADER] == (byte) index
                && opened[Rtp.HEADER + PAYLOAD - 1] == (byte) (index + PAYLOAD - 1);
    }

    void put(byte[] packet) {
        MemorySegment.copy(packet, 0, memory, ValueLayout.JAVA_BYTE, 0, packet.length);
    }

    byte[] bytes(int length) {
        return memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
    }
}
