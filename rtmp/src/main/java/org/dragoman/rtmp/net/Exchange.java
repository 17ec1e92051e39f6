package org.dragoman.rtmp.net;

import java.net.InetSocketAddress;
import org.dragoman.rtmp.net.SoundExchange.Ear;

/// Where sound and pictures of legs meet the media plane. Safe from any thread.
public interface Exchange extends AutoCloseable {
    /// Where the media plane shall send.
    InetSocketAddress local();

    /// From now on packets of that media port go there.
    void listen(InetSocketAddress port, Ear ear);

    /// The port is no longer the leg's.
    void forget(InetSocketAddress port, Ear ear);

    /// Sends a packet to a media port; where the system takes none, it is lost like any other.
    void send(byte[] packet, InetSocketAddress port);

    @Override
    void close();

    /// No packet comes or goes: for calls that are played again from a capture.
    ///
    /// - {@code local}: what is said of where the media plane shall send.
    static Exchange silent(InetSocketAddress local) {
        return new Exchange() {
            @Override
            public InetSocketAddress local() {
                return local;
            }

            @Override
            public void listen(InetSocketAddress port, Ear ear) {
                // nothing comes
            }

            @Override
            public void forget(InetSocketAddress port, Ear ear) {
                // nobody listened
            }

            @Override
            public void send(byte[] packet, InetSocketAddress port) {
                // nobody hears it
            }

            @Override
            public void close() {
                // it has no socket
            }
        };
    }
}
