package org.dragoman.media.relay;

import java.util.ArrayList;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.media.bridge.Workbench;
import org.dragoman.media.mix.MixRoom;

/// A room of a relay. The control side counts who is in it, from whichever thread; loops have a
/// {@link LiveConversion} for each port in it; one worker has the {@link MixRoom} itself. It begins
/// with its first guest, and is over for good when the last has left.
final class LiveRoom implements MediaPlane.Room, WorkerTask, Workplace {
    private static final int OVER = -1;

    private final Consumer<LiveRoom> worker;
    private final AtomicInteger guests = new AtomicInteger();
    private final ConcurrentLinkedQueue<LiveConversion> coming = new ConcurrentLinkedQueue<>();
    private final ArrayList<LiveConversion> seated = new ArrayList<>(MixRoom.SEATS); // worker's
    private final MixRoom room = new MixRoom();
    private volatile boolean closed;

    /// - {@code worker}: takes the room when its first guest comes.
    LiveRoom(Consumer<LiveRoom> worker) {
        this.worker = worker;
    }

    /// By whoever has a port: it is in the room from now on.
    ///
    /// - Returns: false where the room is over, or full.
    boolean enter() {
        int before = guests.getAndUpdate(n -> n == OVER || n == MixRoom.SEATS ? n : n + 1);
        if (before == 0) {
            worker.accept(this);
        }
        return before != OVER && before != MixRoom.SEATS;
    }

    /// By whoever entered.
    void leave() {
        guests.updateAndGet(n -> n <= 1 ? OVER : n - 1);
    }

    @Override
    public boolean isEnded() {
        return guests.get() == OVER;
    }

    /// Its seats are counted as one piece of work.
    @Override
    public void countIn() {}

    @Override
    public void countOut() {}

    /// By the opener.
    @Override
    public void take(LiveConversion conversion) {
        coming.add(conversion);
        if (closed) {
            closeComing(); // too late
        }
    }

    @Override
    public void work(long nanos, Workbench bench) {
        for (var one = coming.poll(); one != null; one = coming.poll()) {
            seat(one);
        }
        for (int i = seated.size() - 1; i >= 0; i--) {
            if (seated.get(i).isEnded()) {
                seated.set(i, seated.getLast());
                seated.removeLast();
            } else {
                seated.get(i).listen();
            }
        }
        room.work(nanos, bench);
    }

    private void seat(LiveConversion one) {
        if (!one.isEnded() && one.sitsIn(room)) {
            seated.add(one);
            return;
        }
        one.fail("a room is full"); // unless it has left
        one.close();
    }

    @Override
    public void tell() {
        for (int i = 0; i < seated.size(); i++) {
            seated.get(i).tell();
        }
    }

    @Override
    public void fail(String why) {
        seated.forEach(one -> one.fail(why));
        guests.set(OVER);
    }

    @Override
    public String toString() {
        return "room";
    }

    @Override
    public void close() {
        closed = true;
        closeComing();
        room.close();
    }

    private void closeComing() {
        for (var one = coming.poll(); one != null; one = coming.poll()) {
            one.close();
        }
    }
}
