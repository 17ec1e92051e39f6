package org.dragoman.h323.h245;

/// Who has paused whom, by telling that it takes nothing. Source: H.323 §8.4.6.
final class Pauses {
    private final WantedMedia wanted;
    private final Introduction introduction;
    private boolean byPeer;
    private boolean byUs;

    Pauses(WantedMedia wanted, Introduction introduction) {
        this.wanted = wanted;
        this.introduction = introduction;
    }

    /// Whether the peer wants nothing sent now.
    boolean isByPeer() {
        return byPeer;
    }

    /// Whether the peer was told to send nothing.
    boolean isByUs() {
        return byUs;
    }

    void pausePeer() {
        if (!byUs) {
            byUs = true;
            introduction.tell(CapabilitySet.EMPTY);
        }
    }

    /// False: it was not paused.
    boolean resumePeer() {
        boolean was = byUs;
        if (was) {
            byUs = false;
            tellOurs();
        }
        return was;
    }

    void pausedByPeer() {
        byPeer = true;
    }

    /// All goes on as at the beginning, when each told what it takes.
    void resumedByPeer() {
        byPeer = false;
        if (!byUs) {
            tellOurs();
        }
    }

    private void tellOurs() {
        wanted.media().ifPresent(o -> introduction.tell(o.receive()));
    }
}
