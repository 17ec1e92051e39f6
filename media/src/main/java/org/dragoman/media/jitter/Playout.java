package org.dragoman.media.jitter;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.rtp.Counter;

/// Decides, each time sound is wanted, where it comes from: the next packet, or what stands in for
/// one that is lost, late, or was never sent. The delay it keeps is as long as the network makes
/// necessary, and follows both the network and the drift of the sender's clock.
///
/// - Use: {@link #put} what arrives; then {@link #next}, and after {@link Step#SOUND} or
///   {@link Step#NOISE} {@link #copy} and {@link #played}.
/// - Units: those of the stream's RTP clock; times in nanoseconds.
public final class Playout {
    /// A packet with sound.
    public static final byte SOUND = 0;

    /// A packet that says what silence sounds like (RFC 3389, or the codec's own).
    public static final byte NOISE = 1;

    /// A packet that is in the sequence and is no sound (RFC 4733).
    public static final byte OTHER = 2;

    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final long FAR_NANOS =
            5 * NANOS_PER_SECOND; // timestamps that jump so begin anew
    private static final long LONGEST_GAP_NANOS = 400_000_000; // more is a pause, not a loss
    private static final long LONGEST_WAIT_NANOS = 400_000_000; // for a packet that may still come
    private static final int FAR = 100; // packets back; the source began anew (RFC 3550 §A.1)

    private final PacketStore store = new PacketStore();
    private final DelayMeter meter = new DelayMeter();
    private final Counter late = new Counter();
    private final DelayJudge judge = new DelayJudge();
    private final int clockHz;
    private final int firstUnits;
    private boolean known;
    private int ssrc;
    private int lastTimestamp;
    private long lastUnits;
    private boolean playing;
    private boolean pausing;
    private long expected;
    private long position; // units played
    private long packetUnits;
    private long waited; // units concealed while the next packet may still come
    private long units;
    private Stretch stretch = Stretch.NONE;

    /// - {@code clockHz}: of the stream's timestamps; {@code packetMillis}: of a packet, until one
    ///   was decoded.
    public Playout(int clockHz, int packetMillis) {
        this.clockHz = clockHz;
        firstUnits = clockHz / 1_000 * packetMillis;
        packetUnits = firstUnits;
    }

    /// Takes a packet.
    ///
    /// - {@code extended}: its sequence number without wrap.
    /// - {@code nanos}: when it arrived.
    public void put(
            int extended,
            int timestamp,
            int ofSsrc,
            byte kind,
            int type,
            byte[] payload,
            int from,
            int length,
            long nanos) {
        if (!known || ofSsrc != ssrc || extended <= expected - FAR) {
            begin(ofSsrc, timestamp);
        }
        long atUnits = lastUnits + (timestamp - lastTimestamp);
        if (kind == OTHER) {
            atUnits = lastUnits; // digits have timestamps of their own (RFC 4733 §2.2.1)
        } else {
            atUnits = meter.isKnown() ? atUnits : lastUnits;
            long offset = nanos - nanosOf(atUnits);
            if (meter.isKnown() && Math.abs(offset - meter.base()) > FAR_NANOS) {
                begin(ofSsrc, timestamp);
                atUnits = 0;
                offset = nanos;
            }
            meter.arrived(offset, nanos);
            lastTimestamp = timestamp;
            lastUnits = atUnits;
        }
        keep(extended, atUnits, kind, type, payload, from, length);
    }

    /// What to play next.
    ///
    /// - {@code spareNanos}: how long before its turn a packet is asked for at most, where the
    ///   listener's packets are longer than those that come.
    public Step next(long nanos, long spareNanos) {
        stretch = Stretch.NONE;
        while (store.count() > 0
                && store.first() == expected
                && playing
                && store.kind(expected) == OTHER) {
            store.dropFirst();
            expected++;
            waited = 0;
            pausing = true; // who sends digits sends no sound beside them
        }
        if (store.count() == 0) {
            return empty();
        }
        boolean due = isDue(store.first(), nanos, meter.wantedNanos() + spareNanos);
        if (!playing) {
            return due ? start() : Step.IDLE;
        }
        long gap = store.units(store.first()) - position;
        if (nanosOf(-gap) > LONGEST_GAP_NANOS) {
            position += gap; // the sender went back
            gap = 0;
        }
        boolean missing = store.first() != expected;
        if (isPause(gap, missing)) {
            waited = 0;
            pausing = true;
            return due ? start() : Step.PAUSE;
        }
        if (missing && gap > 0) {
            long done = Math.min(gap, waited);
            waited -= done;
            position += done;
            if (gap > done) {
                return conceal(Math.min(gap - done, packetUnits));
            }
        }
        stretch = judge.judge(nanos - nanosOf(position) - meter.base(), meter.wantedNanos());
        return start();
    }

    /// Units that {@link Step#LOST} and {@link Step#LATE} mean.
    public int units() {
        return (int) units;
    }

    /// Units of a packet as they come.
    public int usualUnits() {
        return (int) packetUnits;
    }

    /// Bytes of the packet that {@link Step#SOUND} and {@link Step#NOISE} mean.
    public int length() {
        return store.length(store.first());
    }

    /// Payload type of that packet.
    public int type() {
        return store.type(store.first());
    }

    public void copy(MemorySegment to, long at) {
        store.copy(store.first(), to, at);
    }

    /// The packet was decoded, and lasts so long; 0 for one without sound.
    public void played(int lasting) {
        boolean sound = lasting > 0;
        pausing = !sound;
        if (sound) {
            packetUnits = lasting;
            position += lasting;
        }
        store.dropFirst();
        expected++;
    }

    /// The packet just played ended in a description of silence: noise follows.
    public void fellSilent() {
        pausing = true;
    }

    /// Whether there is anything to look at.
    public boolean hasPackets() {
        return store.count() > 0;
    }

    /// What to do with the sound of the packet at hand.
    public Stretch stretch() {
        return stretch;
    }

    /// Whether the packet right after the one that is lost is here; {@link #copy} gives it.
    public boolean hasNext() {
        return store.count() > 0 && store.kind(store.first()) == SOUND && store.first() == expected;
    }

    /// Packets that came after their turn; may be asked by any thread.
    public long late() {
        return late.get();
    }

    /// The delay that is kept; may be asked by any thread.
    public long delayMillis() {
        return judge.delayMillis();
    }

    private void begin(int ofSsrc, int timestamp) {
        known = true;
        ssrc = ofSsrc;
        lastTimestamp = timestamp;
        lastUnits = 0;
        store.clear();
        meter.forget();
        playing = false;
        pausing = false;
        packetUnits = firstUnits;
        waited = 0;
        judge.forget();
        expected = Long.MIN_VALUE / 2;
    }

    private void keep(
            int extended, long atUnits, byte kind, int type, byte[] payload, int from, int length) {
        if (extended < expected) {
            late.add(1);
            return;
        }
        if (store.count() > 0 && extended <= store.first() - PacketStore.PLACES) {
            late.add(1);
            return;
        }
        while (store.count() > 0 && extended - store.first() >= PacketStore.PLACES) {
            expected = store.first() + 1;
            store.dropFirst(); // more than there is room for: the oldest go
        }
        store.keep(extended, atUnits, kind, type, payload, from, length);
    }

    private Step empty() {
        if (!playing) {
            return Step.IDLE;
        }
        if (pausing) {
            return Step.PAUSE;
        }
        if (nanosOf(waited) >= LONGEST_WAIT_NANOS) {
            playing = false; // the sender fell silent without a word
            waited = 0;
            return Step.IDLE;
        }
        units = packetUnits;
        waited += units;
        return Step.LATE;
    }

    private Step start() {
        long first = store.first();
        if (!playing || pausing || first != expected) {
            position = store.units(first);
        }
        playing = true;
        expected = first;
        waited = 0;
        if (store.kind(first) == OTHER) {
            store.dropFirst();
            expected++;
            pausing = true;
            return Step.PAUSE;
        }
        return store.kind(first) == NOISE ? Step.NOISE : Step.SOUND;
    }

    private Step conceal(long howMuch) {
        units = howMuch;
        position += howMuch;
        if (position >= store.units(store.first())) {
            expected = store.first();
        } else {
            expected++;
        }
        return Step.LOST;
    }

    /// Whether the sender sent nothing for the time up to the next packet. Timestamps that are a
    /// little off are none of that.
    private boolean isPause(long gap, boolean missing) {
        return nanosOf(gap) > LONGEST_GAP_NANOS
                || pausing && gap > 0
                || !missing && gap > packetUnits / 2;
    }

    private boolean isDue(long sequence, long nanos, long delay) {
        return meter.isKnown() && nanos - nanosOf(store.units(sequence)) - meter.base() >= delay;
    }

    private long nanosOf(long someUnits) {
        return someUnits / clockHz * NANOS_PER_SECOND
                + someUnits % clockHz * NANOS_PER_SECOND / clockHz; // calls may last for weeks
    }
}
