package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h225.UserInformation;

/// What media a call that came in brings, and what the other leg wants of it: where the two meet,
/// fast start is answered, or H.245 told. Source: H.323 §8.1.7, §8.2.
final class CalledOffers {
    private static final int EARLY_H245_VERSION = 3; // H1: older endpoints wait for Connect

    private final LegParts parts;
    private final MediaAgreement media;
    private final CalleeWords words;
    private Optional<MediaDescription> proposed = Optional.empty();
    private Optional<MediaDescription> theirs = Optional.empty();
    private boolean fastStartOpen;
    private boolean early;
    private Optional<InetSocketAddress> callerListens = Optional.empty();

    CalledOffers(LegParts parts, MediaAgreement media, CalleeWords words) {
        this.parts = parts;
        this.media = media;
        this.words = words;
    }

    /// What the caller proposes by fast start, if it does.
    Optional<MediaDescription> proposed() {
        return proposed;
    }

    /// H.245 began before the answer: whoever says more says where we listen.
    boolean isEarly() {
        return early;
    }

    void setup(UserInformation info) {
        if (parts.wire().tunnelling() == LegWire.Tunnelling.OFF) {
            parts.control().connection().listen();
            callerListens = info.h245Address();
        }
        if (!info.fastStart().isEmpty()) {
            proposed =
                    parts.behaviour().fastStart()
                            ? media.proposed(info.fastStart())
                            : Optional.empty();
            fastStartOpen = proposed.isPresent();
            words.fastStartRefused(!fastStartOpen);
        }
    }

    /// Takes what the other leg offers or answers. True: the next message has something to say.
    boolean take(Optional<MediaDescription> given, boolean talking) {
        if (given.isEmpty()) {
            return false;
        }
        boolean changed = !given.equals(theirs);
        theirs = given;
        if (fastStartOpen) {
            fastStartOpen = false;
            words.fastStart(media.acceptFastStart(given.get()));
            return true;
        }
        if (media.isTold() && changed && !media.isSettled()) {
            media.offer(given.get());
        } else if (!media.isTold() && !talking && mayBeEarly()) {
            early = true;
            callerListens.ifPresent(parts.control()::peerListensAt);
            media.offer(given.get());
            return true;
        }
        return false;
    }

    private boolean mayBeEarly() {
        return parts.behaviour().earlyH245()
                && !media.isSettled()
                && parts.wire().peerVersion() >= EARLY_H245_VERSION;
    }

    /// What is not answered by Connect is refused (H.323 §8.1.7.1).
    void closeFastStart() {
        if (fastStartOpen) {
            fastStartOpen = false;
            words.fastStartRefused(true);
        }
    }

    /// Connect was sent: H.245 goes on, or begins.
    void connected() {
        if (!media.isTold()) {
            if (!media.isSettled()) {
                media.offer(wanted());
            } else if (parts.behaviour().h245AfterFastStart()) {
                media.introduce(wanted());
            }
        }
    }

    /// The peer began H.245. It is acknowledged at once; what we take it is told when we know what
    /// the other side takes.
    void controlBegun() {
        if (media.isSettled()) {
            media.introduce(wanted());
        } else if (theirs.isPresent() && !fastStartOpen) {
            media.offer(wanted());
        }
    }

    private MediaDescription wanted() {
        return theirs.or(() -> proposed).orElseGet(media::ownOffer);
    }
}
