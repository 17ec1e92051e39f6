package org.dragoman.media.relay;

import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.rtp.Rtp;

/// One of the two ports of a {@link Rehearsal}, with the stream its peer pretends to send.
final class RehearsedSide {
    /// Payload type of digits.
    static final int EVENTS = 101;

    private static final int PAYLOAD = 160; // bytes

    final LivePort port;
    final PeerAddress peer;
    final int type;
    int sequence;
    int ssrc;
    private final PacketBatch batch;
    private int timestamp;

    RehearsedSide(PacketBatch batch, LivePort port, PeerAddress peer, int type) {
        this.batch = batch;
        this.port = port;
        this.peer = peer;
        this.type = type;
        ssrc = 1 + type;
    }

    /// The next packet comes.
    void speak(int ofType) {
        write(0, ofType);
        take(Rtp.HEADER + PAYLOAD, peer);
    }

    /// Several come at once.
    void speakTogether(int count) {
        for (int i = 0; i < count; i++) {
            write(i, type);
            batch.pretend(i, Rtp.HEADER + PAYLOAD, peer);
        }
        port.arrivals.takeRtp(batch, 0, count, System.nanoTime());
    }

    /// What is in the first place of the batch comes.
    void take(int length, PeerAddress from) {
        batch.pretend(length, from);
        port.arrivals.takeRtp(batch, 0, 1, System.nanoTime());
    }

    /// What a worker made is sent on.
    void deliver() {
        port.deliver(batch, System.nanoTime());
    }

    void tick() {
        port.tick(batch, System.nanoTime());
    }

    /// Writes a packet without sending it.
    void write(int index, int ofType) {
        timestamp += PAYLOAD;
        long at = PacketBatch.offset(index);
        Rtp.write(batch.packets(), at, false, ofType, sequence++, timestamp, ssrc);
    }
}
