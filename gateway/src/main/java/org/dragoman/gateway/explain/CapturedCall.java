package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// The messages of one call between two captured parties, in order.
final class CapturedCall {
    private final String protocol;
    private final InetSocketAddress caller;
    private final InetSocketAddress called;
    private final boolean begins;
    private final List<Said> said = new ArrayList<>();

    /// - {@code protocol}: {@code h323} or {@code sip}.
    /// - {@code begins}: its first message is in the capture, so that it can be played.
    CapturedCall(
            String protocol, InetSocketAddress caller, InetSocketAddress called, boolean begins) {
        this.protocol = protocol;
        this.caller = caller;
        this.called = called;
        this.begins = begins;
    }

    String protocol() {
        return protocol;
    }

    InetSocketAddress caller() {
        return caller;
    }

    InetSocketAddress called() {
        return called;
    }

    boolean begins() {
        return begins;
    }

    List<Said> said() {
        return said;
    }

    void add(Said message) {
        said.add(message);
    }
}
