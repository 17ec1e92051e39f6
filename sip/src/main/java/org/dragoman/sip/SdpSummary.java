package org.dragoman.sip;

/// A session description in one line, for the ladder: its media sections, as they are.
final class SdpSummary {
    private static final int SECTIONS = 4; // a ladder line has no room for more

    private SdpSummary() {}

    static String of(String sdp) {
        var out = new StringBuilder();
        int at = sdp.indexOf("\nm=");
        for (int n = 0; at >= 0 && n < SECTIONS; n++) {
            int end = at + 3;
            while (end < sdp.length() && sdp.charAt(end) >= ' ') {
                end++;
            }
            out.append(out.isEmpty() ? "" : "; ").append(sdp, at + 3, end);
            at = sdp.indexOf("\nm=", end);
        }
        return out.toString();
    }
}
