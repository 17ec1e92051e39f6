package org.dragoman.core.call;

import org.dragoman.core.media.MediaPlane;

/// A room that two calls share, and their way to tell one another of it. Each call keeps its loop;
/// what one tells is an input of the other, in order, where that still lives.
final class SharedRoom {
    private final MediaPlane.Room media;
    private final CallLoop asking;
    private final CallLoop giving;

    SharedRoom(MediaPlane.Room media, CallLoop asking, CallLoop giving) {
        this.media = media;
        this.asking = asking;
        this.giving = giving;
    }

    MediaPlane.Room media() {
        return media;
    }

    CallId other(CallId call) {
        return call.equals(asking.id()) ? giving.id() : asking.id();
    }

    /// By the call that asks: the other one is asked for the party beside this leg of it.
    void ask(LegId leg) {
        giving.lastWord(
                () -> giving.put(new CallInput.Lend(leg, this)),
                () -> asking.lastWord(() -> asking.put(new CallInput.NotLent()), () -> {}));
    }

    /// By the call that was asked.
    void answer(boolean comes) {
        asking.lastWord(
                () -> asking.put(comes ? new CallInput.Lent(this) : new CallInput.NotLent()),
                () -> {
                    if (comes) {
                        giving.lastWord(
                                () -> giving.put(new CallInput.MeetingOver(this)), () -> {});
                    }
                });
    }

    /// By the call that leaves: the other one hears so.
    void leave(CallId call) {
        var other = call.equals(asking.id()) ? giving : asking;
        other.lastWord(() -> other.put(new CallInput.MeetingOver(this)), () -> {});
    }
}
