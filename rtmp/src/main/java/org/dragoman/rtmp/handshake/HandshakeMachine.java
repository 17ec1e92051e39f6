package org.dragoman.rtmp.handshake;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.fault.PeerFault.Malformed;
import org.dragoman.core.fault.PeerFault.Unsupported;

/// The handshake from the server's side: C0 and C1 are answered with S0, S1 and S2; after C2,
/// whose content nobody checks, the chunk stream begins. Takes bytes in any pieces.
///
/// - Source: RTMP 1.0 §5.2; with digests where the client's own is right ({@link Digest}).
public final class HandshakeMachine {
    /// As Flash Media Server says it; what begins with 0 has no digest.
    private static final byte[] SERVER_VERSION = {4, 5, 0, 1};

    private static final int PLAIN = 3;
    private static final int PACKET = Digest.PACKET;

    /// What became of the bytes.
    ///
    /// - {@code reply}: to be sent; empty for none.
    /// - {@code taken}: bytes of the input that were the handshake's.
    public record Step(byte[] reply, int taken) {}

    private final RandomGenerator random;
    private final byte[] first = new byte[1 + PACKET];
    private int got;
    private boolean answered;
    private boolean withDigest;

    public HandshakeMachine(RandomGenerator random) {
        this.random = random;
    }

    /// Takes the next bytes.
    ///
    /// - {@code time}: milliseconds of the server's clock.
    /// - Errors: {@link Unsupported} when the client wants its connection encrypted by RTMPE,
    ///   {@link Malformed} when it speaks something else. Either ends the connection.
    public Step take(byte[] bytes, int time) throws Malformed, Unsupported {
        if (isDone()) {
            return new Step(new byte[0], 0);
        }
        int wanted = answered ? PACKET : 1 + PACKET;
        int taken = Math.min(wanted - got, bytes.length);
        System.arraycopy(bytes, 0, first, got, taken);
        if (got == 0 && taken > 0 && !answered) {
            checkVersion(first[0] & 0xff);
        }
        got += taken;
        if (got < wanted || answered) {
            return new Step(new byte[0], taken);
        }
        answered = true;
        got = 0;
        byte[] client = Arrays.copyOfRange(first, 1, first.length);
        return new Step(reply(client, time), taken);
    }

    public boolean isDone() {
        return answered && got == PACKET;
    }

    /// Whether the client showed a digest, as Flash Player does.
    public boolean isWithDigest() {
        return withDigest;
    }

    /// §5.2.2; 6 and 8 are RTMPE, 9 is RTMPE over HTTP.
    private static void checkVersion(int version) throws Malformed, Unsupported {
        if (version == 6 || version == 8 || version == 9) {
            throw new Unsupported(
                    PeerFault.Scope.CONNECTION,
                    "RTMPE (version %d) is broken encryption and not spoken: use rtmps"
                            .formatted(version));
        }
        if (version == 'G' || version == 'P') {
            throw new Malformed(
                    PeerFault.Scope.CONNECTION,
                    "HTTP at a listener of rtmp: RTMPT wants a listener of rtmpt");
        }
        if (version != PLAIN) {
            throw new Malformed(PeerFault.Scope.CONNECTION, "RTMP version " + version);
        }
    }

    private byte[] reply(byte[] client, int time) {
        Optional<byte[]> theirs = Digest.find(client, Digest.CLIENT);
        withDigest = theirs.isPresent();
        byte[] s1 = new byte[PACKET];
        byte[] s2 = client.clone();
        fill(s1);
        putInt(s1, 0, time);
        if (theirs.isPresent()) {
            System.arraycopy(SERVER_VERSION, 0, s1, 4, 4);
            Digest.insert(s1, Digest.SERVER);
            fill(s2);
            Digest.answer(s2, Digest.SERVER, theirs.get());
        } else {
            putInt(s1, 4, 0); // §5.2.3
            putInt(s2, 4, time); // §5.2.4
        }
        byte[] reply = new byte[1 + 2 * PACKET];
        reply[0] = PLAIN;
        System.arraycopy(s1, 0, reply, 1, PACKET);
        System.arraycopy(s2, 0, reply, 1 + PACKET, PACKET);
        return reply;
    }

    private void fill(byte[] packet) {
        random.nextBytes(packet);
    }

    private static void putInt(byte[] packet, int at, int value) {
        for (int i = 0; i < 4; i++) {
            packet[at + i] = (byte) (value >>> 24 - 8 * i);
        }
    }
}
