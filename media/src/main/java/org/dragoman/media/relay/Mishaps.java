package org.dragoman.media.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.Cadence;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.core.media.SrtpSuite;
import org.dragoman.media.relay.linux.PacketBatch;
import org.dragoman.media.relay.linux.PeerAddress;
import org.dragoman.media.rtp.Rtp;
import org.dragoman.media.srtp.SrtpSession;
import org.dragoman.media.tone.CadenceSound;
import org.dragoman.media.tone.SoundBook;
import org.dragoman.media.tone.SoundSource;

/// What befalls packets now and then, for a {@link Rehearsal}: one mishap after the other, so that
/// each is met long before the compiler decides which ways a packet goes.
final class Mishaps {
    private static final int FAR = 10_000; // packets; the source has started again
    private static final int UNAGREED = 77; // payload type
    private static final int LENGTH = Rtp.HEADER + 160;
    private static final int TOGETHER = 4; // packets
    private static final int EXTENDED = 0x90; // first byte with a header extension
    private static final int PADDED = 0xA0;

    /// A sender report with one block and BYE, as octets.
    private static final byte[] REPORT = new byte[60];

    static {
        REPORT[0] = (byte) 0x81;
        REPORT[1] = (byte) 200;
        REPORT[3] = 12;
        REPORT[52] = (byte) 0x81;
        REPORT[53] = (byte) 203;
        REPORT[55] = 1;
    }

    /// Protect nothing but the rehearsal.
    private static final List<SrtpKeys> KEYS =
            List.of(
                    new SrtpKeys(SrtpSuite.AES_CM_128_HMAC_SHA1_80, new byte[16], new byte[14]),
                    new SrtpKeys(SrtpSuite.AEAD_AES_128_GCM, new byte[16], new byte[12]));

    private final RehearsedSide one;
    private final RehearsedSide other;
    private final RehearsedConverter converter;
    private final MemorySegment memory;
    private final List<Runnable> all;
    private final OwnSound.Piece tone = new OwnSound.Piece(this::hum, false);
    private final List<Encrypted> encrypted = KEYS.stream().map(Encrypted::new).toList();
    private int times;
    private final RecordTap tap = new RecordTap();
    private final LiveRoom room = new LiveRoom(_ -> {});
    private int next;

    /// A peer under one kind of cipher: its session with us, and ours with it.
    private record Encrypted(SrtpKeys keys, SrtpSession theirs, SrtpSession ours) {
        Encrypted(SrtpKeys keys) {
            this(
                    keys,
                    SrtpSession.of(keys, keys, Optional.empty()),
                    SrtpSession.of(keys, keys, Optional.empty()));
        }
    }

    Mishaps(
            PacketBatch batch,
            RehearsedSide one,
            RehearsedSide other,
            RehearsedConverter converter) {
        this.one = one;
        this.other = other;
        this.converter = converter;
        memory = batch.packets();
        all =
                List.of(
                        this::loss,
                        this::oldPacket,
                        this::freshStart,
                        this::otherSource,
                        this::unagreed,
                        this::malformed,
                        this::odd,
                        this::stranger,
                        this::echo,
                        this::report,
                        this::together,
                        this::tone,
                        this::fax,
                        this::encrypted,
                        this::converted,
                        this::roomed,
                        this::recorded,
                        this::parting);
    }

    void next() {
        all.get(next++ % all.size()).run();
    }

    private void loss() {
        one.sequence += 2;
        one.speak(one.type);
    }

    private void oldPacket() {
        one.sequence -= 2;
        one.speak(one.type);
        one.speak(one.type);
    }

    private void freshStart() {
        one.sequence += FAR;
        other.sequence -= FAR;
        one.speak(one.type);
        other.speak(other.type);
    }

    private void otherSource() {
        one.ssrc += 2;
        one.speak(RehearsedSide.EVENTS);
        one.speak(one.type);
    }

    private void unagreed() {
        one.speak(UNAGREED);
    }

    private void malformed() {
        one.take(4, one.peer);
        one.write(0, one.type);
        one.take(Rtp.HEADER - 1, one.peer);
        one.write(0, one.type);
        memory.set(JAVA_BYTE, 0, (byte) EXTENDED);
        one.take(Rtp.HEADER, one.peer);
    }

    /// Header extension and padding, both right.
    private void odd() {
        one.write(0, one.type);
        memory.set(JAVA_BYTE, 0, (byte) EXTENDED);
        memory.asSlice(Rtp.HEADER, 4).fill((byte) 0);
        one.take(LENGTH, one.peer);
        one.write(0, one.type);
        memory.set(JAVA_BYTE, 0, (byte) PADDED);
        memory.set(JAVA_BYTE, LENGTH - 1, (byte) 1);
        one.take(LENGTH, one.peer);
    }

    private void stranger() {
        one.write(0, one.type);
        one.take(LENGTH, new PeerAddress(PeerAddress.IPV4, (short) 1, 0, 1, 0));
    }

    private void echo() {
        one.write(0, one.type);
        Rtp.rewrite(memory, 0, false, one.type, 1, 1, one.port.out.ssrc());
        one.take(LENGTH, one.peer);
    }

    private void report() {
        MemorySegment.copy(REPORT, 0, memory, JAVA_BYTE, 0, REPORT.length);
        one.take(REPORT.length, one.peer);
    }

    private void together() {
        one.speakTogether(TOGETHER);
        other.speakTogether(TOGETHER);
    }

    private void tone() {
        long now = System.nanoTime();
        one.port.play(Optional.of(tone), now);
        one.tick();
        other.speak(other.type);
        one.port.play(Optional.empty(), now);
        one.tick();
        other.speak(other.type);
    }

    private SoundSource hum(int rateHz) {
        return new CadenceSound(Cadence.parse("425:500"), rateHz, SoundBook.LEVEL_DBM0);
    }

    private void fax() {
        long now = System.nanoTime();
        var sound = one.port.plan();
        var otherSound = other.port.plan();
        one.port.agree(image(sound), now);
        one.write(0, one.type);
        Rtp.rewrite(memory, 0, false, one.type, 1, 1, one.ssrc + 1);
        one.take(LENGTH, one.peer); // the other side is not ready
        other.port.agree(image(otherSound), now);
        one.write(0, one.type);
        Rtp.rewrite(memory, 0, false, one.type, 1, 1, one.ssrc + 1);
        one.take(LENGTH, one.peer);
        one.speak(one.type); // sound that comes late
        one.port.agree(sound, now);
        other.port.agree(otherSound, now);
    }

    /// SRTP for a moment: what is clear is dropped, what is sealed is opened, and sound is sealed.
    private void encrypted() {
        long now = System.nanoTime();
        var way = encrypted.get(times++ % encrypted.size());
        var sound = one.port.plan();
        var local = sound.flow.remoteRtp().orElseThrow().getAddress();
        var flow = sound.flow.withKeys(way.keys(), way.keys());
        one.port.agree(new FlowPlan(flow, local, Optional.of(way.ours())), now);
        one.speak(one.type);
        one.write(0, one.type);
        int sealed = way.theirs().sealRtp(memory, 0, LENGTH, PacketBatch.ROOM);
        way.theirs().release();
        if (sealed > 0) { // else the source has jumped back, and the number was used
            one.take(sealed, one.peer);
        }
        other.speak(other.type);
        one.port.agree(sound, now);
    }

    private static FlowPlan image(FlowPlan sound) {
        var remote = sound.flow.remoteRtp();
        return new FlowPlan(
                MediaFlow.of(FaxRelay.PLAIN, remote), remote.orElseThrow().getAddress());
    }

    private void converted() {
        one.speak(RehearsedConverter.FORMAT.payloadType());
        one.speak(RehearsedConverter.FORMAT.payloadType());
        converter.work();
        one.deliver();
        one.speak(RehearsedSide.EVENTS);
        one.speak(one.type);
    }

    /// In a room, where nobody else is.
    private void roomed() {
        one.port.enter(Optional.of(room), System.nanoTime());
        other.speak(other.type);
        converted();
        one.port.leaveRoom();
        one.speak(one.type);
    }

    /// Recorded by nobody who takes the packets, so that the ring fills up too.
    private void recorded() {
        one.port.tap = Optional.of(tap);
        for (int i = 0; i < TOGETHER; i++) {
            one.speak(one.type);
        }
        one.port.tap = Optional.empty();
    }

    private void parting() {
        one.port.part();
        one.speak(one.type);
        one.speak(RehearsedSide.EVENTS);
        one.port.join(other.port);
    }
}
