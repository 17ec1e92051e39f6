package org.dragoman.h323;

import org.dragoman.core.media.MediaDescription;
import org.dragoman.h323.h225.UserInformation;

/// What media a call of ours brings, and how it comes to be agreed: by fast start where that is
/// answered, else by H.245. Source: H.323 §8.1.7, §8.2.
final class CallingOffers {
    private final LegParts parts;
    private final MediaAgreement media;
    private final MediaDescription offer;
    private boolean fastStartPending;

    CallingOffers(LegParts parts, MediaAgreement media, MediaDescription offer) {
        this.parts = parts;
        this.media = media;
        this.offer = offer;
    }

    /// Whether the call can be said in H.245 at all.
    boolean isSpeakable() {
        return media.canSay(offer);
    }

    /// What Setup says of it.
    void setup(UserInformation.Builder info) {
        if (parts.behaviour().fastStart()) {
            var proposals = media.proposals(offer);
            fastStartPending = !proposals.isEmpty();
            info.fastStart(proposals);
        }
        if (parts.behaviour().h245InSetup()
                && parts.wire().tunnelling() == LegWire.Tunnelling.OFFERED) {
            media.introduce(offer);
            info.parallelH245Control(parts.control().takeQueued());
        }
    }

    /// Looks for the answer to fast start in a message.
    void received(UserInformation info) {
        if (!fastStartPending) {
            return;
        }
        if (!info.fastStart().isEmpty() && media.takeFastStart(info.fastStart(), offer)) {
            fastStartPending = false;
        } else if (info.fastConnectRefused()) {
            fastStartPending = false;
            decision("fast start refused");
        }
    }

    /// The peer began H.245.
    void controlBegun() {
        if (media.isSettled() || fastStartPending) {
            media.introduce(offer); // fast start may still be answered
        } else {
            media.offer(offer);
        }
    }

    /// The peer opens channels although fast start was not answered: it will not be.
    void channelProposed() {
        if (fastStartPending) {
            fastStartPending = false;
            decision("fast start refused: the peer opens channels");
            media.offer(offer);
        }
    }

    /// Connect came; fast start that it did not answer is refused (H.323 §8.1.7.1).
    void closeFastStart() {
        if (fastStartPending) {
            fastStartPending = false;
            decision("fast start not answered");
        }
    }

    /// Goes on with H.245, or begins it.
    void connected() {
        if (!media.isSettled()) {
            media.offer(offer);
        } else if (parts.behaviour().h245AfterFastStart() && !media.isTold()) {
            media.introduce(offer);
        }
    }

    private void decision(String what) {
        parts.context().trace().decision(parts.context().id(), what);
    }
}
