package org.dragoman.tests.bench.media;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.dragoman.tests.peer.AsteriskPeer;
import org.dragoman.tests.peer.AsteriskSettings;

/// Asterisk between two SIP phones whose sound it carries.
record AsteriskRelayer(AsteriskPeer peer, List<InetSocketAddress> targets) implements Relayer {
    /// What its dial plan does with a call: all frames go through its core, as where it has to
    /// listen for digits ("bridged"), or through its RTP engine alone ("native").
    enum Bridge {
        BRIDGED("42"),
        NATIVE("41");

        private final String prefix;

        Bridge(String prefix) {
            this.prefix = prefix;
        }
    }

    /// - {@code at}: its own address.
    /// - {@code load}: where all legs of the load are.
    static AsteriskRelayer start(int calls, String at, InetSocketAddress load, Bridge bridge)
            throws IOException {
        String phones = load.getAddress().getHostAddress();
        var peer =
                AsteriskPeer.start(
                        AsteriskSettings.of("bench-media", at, phones)
                                .withCodecs("ulaw")
                                .withSipPeer(phones + ":" + SipPhones.PORT));
        var targets = new ArrayList<InetSocketAddress>();
        try (var pair = new SipPhones(load, at)) {
            for (int call = 0; call < calls; call++) {
                targets.addAll(pair.call(bridge.prefix + "%04d".formatted(call)));
            }
            return new AsteriskRelayer(peer, targets);
        } catch (IOException e) {
            peer.close();
            throw e;
        }
    }

    @Override
    public long pid() {
        return peer.pid();
    }

    @Override
    public OptionalLong allocated() {
        return OptionalLong.empty();
    }

    @Override
    public void close() {
        peer.close();
    }
}
