package org.dragoman.tests.peer;

import java.util.List;

/// A configuration of the gateway, as far as tests vary it.
///
/// - {@code name}: of the instance; names its folder.
/// - {@code address}: it listens on this address for everything.
public record DragomanSettings(
        String name, String address, List<H323Trunk> h323, List<SipTrunk> sip, List<Route> routes) {

    /// An H.323 gateway that it calls and is called by.
    ///
    /// - {@code digits}: how it sends digits there: {@code h245-signal}, {@code h245-alphanumeric},
    ///   {@code q931-keypad} or {@code rtp-event}.
    public record H323Trunk(
            String name, String address, boolean fastStart, boolean tunnelling, String digits) {}

    /// A SIP phone or carrier.
    public record SipTrunk(String name, String address, int port, String digits) {}

    /// Numbers that fit the pattern go to the trunk, rewritten.
    public record Route(String pattern, String rewrite, String trunk) {}

    public DragomanSettings {
        h323 = List.copyOf(h323);
        sip = List.copyOf(sip);
        routes = List.copyOf(routes);
    }

    String yaml() {
        return "";
    }
}
