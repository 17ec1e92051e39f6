package org.dragoman.media.relay;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.media.srtp.SrtpSession;

/// A port with sockets of its own.
final class OwnPlace implements Place {
    private final MediaAddress address;
    private final PortPool pool;
    private final Sockets sockets;
    private Optional<SrtpSession> session = Optional.empty(); // the latest; of the call's loop

    OwnPlace(MediaAddress address, PortPool pool, Sockets sockets) {
        this.address = address;
        this.pool = pool;
        this.sockets = sockets;
    }

    MediaAddress address() {
        return address;
    }

    @Override
    public InetSocketAddress rtp() {
        return new InetSocketAddress(address.advertised(), sockets.rtpPort());
    }

    @Override
    public InetSocketAddress rtcp() {
        return new InetSocketAddress(address.advertised(), sockets.rtpPort() + 1);
    }

    @Override
    public Optional<BrowserEnd> browser() {
        return Optional.empty();
    }

    @Override
    public boolean isFixed() {
        return false;
    }

    @Override
    public void agree(RelayPort port, MediaFlow flow) {
        port.replan(new FlowPlan(flow, address.local(), protection(flow)));
    }

    /// Keys that come again, after a hold say, find their session as it was.
    private Optional<SrtpSession> protection(MediaFlow flow) {
        if (!flow.isEncrypted()) {
            return Optional.empty();
        }
        var ours = flow.sendKeys().orElseThrow();
        session = Optional.of(SrtpSession.of(ours, flow.receiveKeys().orElseThrow(), session));
        return session;
    }

    @Override
    public void leave(LivePort live, long nanos) {
        sockets.close();
        pool.giveBack(sockets.rtpPort(), live.lastStream(nanos), nanos);
    }
}
