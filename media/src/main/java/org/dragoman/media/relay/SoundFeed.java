package org.dragoman.media.relay;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.codec.Codecs;
import org.dragoman.media.codec.Resampler;
import org.dragoman.media.codec.SoundEncoder;
import org.dragoman.media.tone.Playable;
import org.dragoman.media.tone.SoundSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A sound on its way to the loop that sends it. A virtual thread of its own reads and encodes it a
/// few packets ahead, whatever the codec; the loop only takes what is there. Opening and closing of
/// the codec happen on that thread too.
final class SoundFeed {
    private static final Logger LOG = LoggerFactory.getLogger(SoundFeed.class);
    private static final int AHEAD = 8; // packets
    private static final long NANOS = 1_000_000_000;

    private final PacketRing ring = new PacketRing();
    private final Playable what;
    private final PayloadFormat format;
    private final ModeRequest asked;
    private final Codecs codecs;
    private final Thread thread;
    private int taken; // by the loop
    private volatile boolean ended; // nobody wants it any more
    private volatile boolean over; // nothing comes any more

    private SoundFeed(Playable what, PayloadFormat format, ModeRequest asked, Codecs codecs) {
        this.what = what;
        this.format = format;
        this.asked = asked;
        this.codecs = codecs;
        thread = Thread.ofVirtual().name("sound").unstarted(this::run);
    }

    /// Begins to encode.
    static SoundFeed begin(Playable what, PayloadFormat format, ModeRequest asked, Codecs codecs) {
        var feed = new SoundFeed(what, format, asked, codecs);
        feed.thread.start();
        return feed;
    }

    /// Whether the next packet is there.
    boolean hasPacket() {
        return ring.hasPacket();
    }

    /// Whether all packets were taken, and no more come.
    boolean isOver() {
        return over && !ring.hasPacket(); // in this order: the last packet comes before the end
    }

    /// The next packet: its time since the beginning in units of the RTP clock, and how long it
    /// lasts. A length of 0 means that nothing is to be sent for this time.
    PacketRing.Head head() {
        return ring.head();
    }

    byte[] payload() {
        return ring.payload();
    }

    /// Done with the next packet.
    void drop() {
        ring.drop();
        if (++taken % (AHEAD / 2) == 0) {
            LockSupport.unpark(thread);
        }
    }

    /// Ends it; what was encoded ahead is forgotten.
    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        try (var encoder = codecs.encoder(format.codec(), format.packetMillis());
                var arena = Arena.ofConfined()) {
            var room = arena.allocate(SoundEncoder.MOST_BYTES);
            var pcm = new short[encoder.frameSamples()];
            var source = atRate(what.sound(encoder.rateHz()), encoder.rateHz());
            int clockHz = format.codec().clockHz();
            long samples = 0;
            int count = source.read(pcm, 0, pcm.length);
            while (count > 0 && awaitRoom()) {
                Arrays.fill(pcm, count, pcm.length, (short) 0);
                encoder.request(asked.mode());
                int length = encoder.encode(pcm, 0, room, 0, SoundEncoder.MOST_BYTES);
                var head = ring.next();
                head.timestamp = (int) (samples * clockHz / encoder.rateHz());
                head.nanos = pcm.length * NANOS / encoder.rateHz();
                ring.offer(room, 0, length);
                samples += pcm.length;
                count = source.read(pcm, 0, pcm.length);
            }
        } catch (CodecFailed e) {
            report(e);
        } catch (RuntimeException e) {
            report(e);
        } finally {
            over = true;
        }
    }

    private void report(Exception e) {
        LOG.atWarn()
                .addKeyValue("event", "media.no-sound")
                .addKeyValue("codec", format.codec())
                .setCause(e)
                .log("a sound of the gateway's own cannot be played in this codec");
    }

    /// False when nobody wants it any more.
    private boolean awaitRoom() {
        while (!ended && ring.waiting() >= AHEAD) {
            LockSupport.park(this);
        }
        return !ended;
    }

    private static SoundSource atRate(SoundSource source, int rateHz) {
        return source.rateHz() == rateHz ? source : new Resampled(source, rateHz);
    }

    /// A source at another rate than its own.
    private static final class Resampled implements SoundSource {
        private static final int BLOCK_MILLIS = 20;

        private final SoundSource source;
        private final int rateHz;
        private final Resampler resampler;
        private final short[] in;
        private final short[] out;
        private int outFrom;
        private int outCount;

        Resampled(SoundSource source, int rateHz) {
            this.source = source;
            this.rateHz = rateHz;
            resampler = Resampler.between(source.rateHz(), rateHz);
            in = new short[source.rateHz() / 1_000 * BLOCK_MILLIS];
            out = new short[resampler.most(in.length)];
        }

        @Override
        public int rateHz() {
            return rateHz;
        }

        @Override
        public int read(short[] pcm, int from, int samples) {
            int done = 0;
            while (done < samples) {
                if (outCount == 0) {
                    int read = source.read(in, 0, in.length);
                    if (read == 0) {
                        break;
                    }
                    outFrom = 0;
                    outCount = resampler.resample(in, 0, read, out);
                }
                int count = Math.min(samples - done, outCount);
                System.arraycopy(out, outFrom, pcm, from + done, count);
                done += count;
                outFrom += count;
                outCount -= count;
            }
            return done;
        }
    }
}
