package org.dragoman.rtmp;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.dragoman.core.call.CallEntrance;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.time.Timers;
import org.dragoman.rtmp.message.RtmpMessage;
import org.dragoman.rtmp.net.Exchange;
import org.dragoman.rtmp.net.Link;
import org.dragoman.rtmp.net.PlayedLink;
import org.dragoman.rtmp.net.RtmpListener;
import org.dragoman.rules.Mappings;

/// What {@link RtmpEndpoint} does with the messages of its clients, without a network: for
/// connections that are played again from a capture.
public final class RtmpReplay {
    private final Surroundings around;
    private final Rooms rooms;

    /// - {@code streams}: what programs may publish and play, by name.
    /// - {@code media}: what is said of where the media plane shall send.
    public RtmpReplay(
            Map<String, RtmpConfig.Stream> streams,
            CallEntrance entrance,
            RtmpEndpoint.Logins logins,
            Mappings mappings,
            Timers timers,
            InetSocketAddress media) {
        var config =
                new RtmpConfig(
                        RtmpConfig.NONE.listeners(),
                        RtmpListener.Limits.DEFAULT,
                        RtmpConfig.SeveralClients.ALL,
                        Map.of(),
                        streams,
                        true);
        around =
                new Surroundings(
                        config,
                        entrance,
                        new Surroundings.Login(logins.accounts(), logins.guard()),
                        logins.registrations(),
                        Exchange.silent(media),
                        mappings,
                        timers,
                        new SecureRandom(),
                        new LongAdder());
        rooms = new Rooms(around);
    }

    /// A client has connected, and hands were shaken.
    ///
    /// - {@code told}: takes what the gateway tells the client.
    public Client connect(InetSocketAddress from, Consumer<RtmpMessage> told) {
        var link = PlayedLink.of(from, around.random(), around.timers(), told, () -> {});
        return new Client(link, new RtmpVisitor(around, link, rooms));
    }

    /// A client, as the gateway hears it.
    public static final class Client {
        private final Link link;
        private final RtmpVisitor visitor;

        private Client(Link link, RtmpVisitor visitor) {
            this.link = link;
            this.visitor = visitor;
        }

        /// - Errors: the gateway would close the connection for it.
        public void says(RtmpMessage message) throws PeerFault {
            visitor.took(message);
        }

        /// The connection is gone.
        public void leaves() {
            link.close();
            visitor.closed();
        }
    }
}
