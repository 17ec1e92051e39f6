package org.dragoman.h323.net;

/// TCP ports the gateway may listen on for H.245, both ends included; 0 to 0 lets the
/// system choose.
public record PortRange(int first, int last) {
    public static final PortRange ANY = new PortRange(0, 0);

    public PortRange {
        if (first < 0 || last > 65_535 || first > last || first == 0 && last != 0) {
            throw new IllegalArgumentException("ports " + first + " to " + last);
        }
    }

    public boolean isAny() {
        return first == 0;
    }

    int size() {
        return last - first + 1;
    }
}
