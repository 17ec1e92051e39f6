package org.dragoman.media.srtp;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.dragoman.core.media.SrtpKeys;
import org.dragoman.media.rtp.Protection;

/// What protects one leg, in both directions. Made where keys are agreed, then used by one thread.
///
/// - Keys that are agreed again keep their state, so that a re-INVITE in a call of some length
///   loses neither the rollover counter nor the replay list (RFC 4568 §7.1.4).
public final class SrtpSession implements Protection {
    private static final ThreadLocal<Workbench> BENCH = ThreadLocal.withInitial(Workbench::new);

    private final SrtpSender sender;
    private final SrtpReceiver receiver;
    private Optional<SrtpSession> before;
    private Optional<SrtpSender> earlier = Optional.empty(); // with another key

    private SrtpSession(SrtpSender sender, SrtpReceiver receiver, Optional<SrtpSession> before) {
        this.sender = sender;
        this.receiver = receiver;
        this.before = before;
    }

    /// A session with these keys.
    ///
    /// - {@code ours}: what we protect with.
    /// - {@code theirs}: what the peer protects with.
    /// - {@code before}: the session these keys follow on.
    public static SrtpSession of(SrtpKeys ours, SrtpKeys theirs, Optional<SrtpSession> before) {
        var sender = before.map(b -> b.sender).filter(s -> s.keys().equals(ours));
        var receiver = before.map(b -> b.receiver).filter(r -> r.keys().equals(theirs));
        if (sender.isPresent() && receiver.isPresent()) {
            return before.orElseThrow();
        }
        return new SrtpSession(
                sender.orElseGet(() -> new SrtpSender(ours)),
                receiver.orElseGet(() -> new SrtpReceiver(theirs)),
                before);
    }

    /// Begins: takes over from the session before it, on the thread that uses both.
    ///
    /// - {@code ssrc}: of a stream that is sent; there may be several.
    /// - Returns: whether that stream must go on under another SSRC, because peers differ in what
    ///   becomes of its rollover counter under a new key.
    public boolean begin(int ssrc) {
        takeOver();
        return earlier.filter(s -> s.hasRolledOver(ssrc)).isPresent();
    }

    private void takeOver() {
        if (before.isEmpty()) {
            return;
        }
        var last = before.get();
        before = Optional.empty();
        last.takeOver(); // it may never have been used
        if (receiver != last.receiver) {
            receiver.follow(last.receiver);
        }
        if (sender != last.sender) {
            sender.follow(last.sender);
            earlier = Optional.of(last.sender);
        } else {
            earlier = last.earlier;
        }
    }

    /// Nothing goes by this session now, or no more: gives the native memory of its ciphers back,
    /// by the thread that has the packets. A packet that comes all the same takes some again.
    public void release() {
        sender.release();
        receiver.release();
    }

    @Override
    public int openRtp(MemorySegment memory, long at, int length) {
        return result(receiver.openRtp(BENCH.get(), memory, at, length));
    }

    @Override
    public int openRtcp(MemorySegment memory, long at, int length) {
        return result(receiver.openRtcp(BENCH.get(), memory, at, length));
    }

    @Override
    public int sealRtp(MemorySegment memory, long at, int length, int room) {
        return result(sender.sealRtp(BENCH.get(), memory, at, length, room));
    }

    @Override
    public int sealRtcp(MemorySegment memory, long at, int length, int room) {
        return result(sender.sealRtcp(BENCH.get(), memory, at, length, room));
    }

    private static int result(int length) {
        return length >= 0 ? length : length == Verdict.REPLAYED ? REPLAYED : REFUSED;
    }
}
