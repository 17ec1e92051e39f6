package org.dragoman.gateway.host;

import java.util.ArrayList;
import java.util.List;

/// UDP ports from one to another, both included.
record Ports(int first, int last) {
    boolean overlaps(Ports other) {
        return first <= other.last && other.first <= last;
    }

    /// What of these lies in the other; asked only where they overlap.
    Ports within(Ports other) {
        return new Ports(Math.max(first, other.first), Math.min(last, other.last));
    }

    /// A list as the kernel writes it: {@code 8080,9000-9010}.
    static List<Ports> list(String text) {
        var all = new ArrayList<Ports>();
        for (var item : text.strip().split(",")) {
            if (!item.isBlank()) {
                var ends = item.split("-", 2);
                int first = Integer.parseInt(ends[0].strip());
                int last = ends.length == 2 ? Integer.parseInt(ends[1].strip()) : first;
                all.add(new Ports(first, last));
            }
        }
        return all;
    }
}
