package org.dragoman.sip.net;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Things that are due at some tick, in slots that come round again and again. What is further
/// off than one round stays in its slot for as many rounds.
final class Wheel<T extends Wheel.Due> {
    static final int SLOTS = 2_048;

    private final List<Set<T>> slots = new ArrayList<>(SLOTS);
    private final BitSet filled = new BitSet(SLOTS);
    private int size;

    /// Something that does not change its tick while it is on the wheel.
    interface Due {
        long tick();
    }

    Wheel() {
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new HashSet<>(2));
        }
    }

    int size() {
        return size;
    }

    void add(T due) {
        int at = slot(due.tick());
        if (slots.get(at).add(due)) {
            filled.set(at);
            size++;
        }
    }

    /// False when it is not on the wheel.
    boolean remove(T due) {
        int at = slot(due.tick());
        boolean removed = slots.get(at).remove(due);
        if (removed) {
            size--;
            clear(at);
        }
        return removed;
    }

    /// Takes off all that is due at this tick, or was in earlier rounds of it.
    List<T> take(long tick) {
        int at = slot(tick);
        if (!filled.get(at)) {
            return List.of();
        }
        var taken = new ArrayList<T>();
        for (var each = slots.get(at).iterator(); each.hasNext(); ) {
            var due = each.next();
            if (due.tick() <= tick) {
                each.remove();
                taken.add(due);
            }
        }
        size -= taken.size();
        clear(at);
        return taken;
    }

    /// The first tick after this one at which something may be due.
    OptionalLong next(long tick) {
        int from = slot(tick + 1);
        int at = filled.nextSetBit(from);
        if (at < 0) {
            at = filled.nextSetBit(0);
        }
        return at < 0
                ? OptionalLong.empty()
                : OptionalLong.of(tick + 1 + Math.floorMod(at - from, SLOTS));
    }

    private void clear(int at) {
        if (slots.get(at).isEmpty()) {
            filled.clear(at);
        }
    }

    private static int slot(long tick) {
        return (int) (tick % SLOTS);
    }
}
