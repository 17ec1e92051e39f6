package org.dragoman.core.media;

import java.time.Duration;
import java.util.Optional;

/// Makes and joins the media ports of calls. Implemented by the relay.
public interface MediaPlane {
    /// Opens a port on the named media address of the gateway.
    ///
    /// - {@code trunk}: the trunk whose media address is used.
    /// - {@code ear}: told of digits and silence; called on a media thread, must not block.
    /// - Errors: {@link OutOfPorts} when the configured range is used up.
    Opened open(String trunk, Ear ear) throws OutOfPorts;

    /// Opens a port that is going to be joined to another one: the plane may put it where that one
    /// is, so that it need not move then. Else the same as {@link #open}.
    default Opened openBeside(Opened other, String trunk, Ear ear) throws OutOfPorts {
        return open(trunk, ear);
    }

    /// Opens a port for packets that travel so.
    ///
    /// - {@code beside}: the port it is going to be joined to, where one is open.
    /// - Errors: {@link OutOfPorts}, also where this plane has no such transport.
    default Opened open(String trunk, Ear ear, MediaTransport transport, Optional<Opened> beside)
            throws OutOfPorts {
        if (transport != MediaTransport.RTP) {
            throw new OutOfPorts("no port for browsers is set up");
        }
        return beside.isPresent() ? openBeside(beside.get(), trunk, ear) : open(trunk, ear);
    }

    /// Opens a port for the video that goes with that sound, by the same transport; browsers have
    /// both on one.
    ///
    /// - {@code sound}: a port of this plane that is open; the port of its video is closed first.
    /// - {@code ear}: hears of key frames alone.
    /// - Errors: {@link OutOfPorts}, also where this plane has no video.
    default Opened openVideo(Opened sound, String trunk, Ear ear) throws OutOfPorts {
        throw new OutOfPorts("no video here");
    }

    /// A room for the peers of a few ports of this plane, who hear one another there. It lasts from
    /// its first guest to its last. Nothing where this plane mixes no sound.
    default Optional<Room> openRoom() {
        return Optional.empty();
    }

    /// What is done where the sides of a call use different codecs.
    default Conversions conversions() {
        return Conversions.LAWS;
    }

    /// Where each guest hears the sum of all others.
    interface Room {}

    /// A port with the means to end it; the core keeps this, the leg gets the port.
    interface Opened {
        MediaPort port();

        /// Joins two ports of this plane; each may be joined to one other at a time.
        void join(Opened other);

        /// Parts this port from whatever it is joined to.
        void part();

        /// From now on the peer is heard in the room, and hears only what is said there; whatever
        /// the port is joined to comes back when it leaves. Safe from any thread.
        ///
        /// - Returns: false where the room is over or full, or the port is closed.
        default boolean enter(Room room) {
            return false;
        }

        /// Leaves the room it is in, if any.
        default void leave() {}

        /// Frees the sockets. Late packets never reach the next call on that port.
        void close();
    }

    /// What a port overhears.
    interface Ear {
        /// A digit arrived in the RTP stream (RFC 4733), once, at its end.
        void digit(char digit, Duration held);

        /// Sound of the peer cannot be converted for the other leg any more: the codec failed. The
        /// call is to be released (Q.850 cause 47).
        void conversionFailed(String why);

        /// A digit arrived as a tone in the sound, once, at its end.
        default void toneDigit(char digit, Duration held) {}

        /// A sound that ends by itself was played to its end, or cannot be played.
        default void soundOver() {}

        /// The first RTP packet of the peer arrived.
        void firstPacket();

        /// What recordings of this port are named after: the call.
        default String name() {
            return "call";
        }

        /// The peer has sent neither RTP nor RTCP for this long, though it should; told again after
        /// as long again.
        default void silent(Duration length) {}

        /// The peer of a port of video wants a key frame, and the other side's peer cannot be told
        /// by RTCP.
        default void keyFrameWanted() {}

        /// The peer cannot be reached any more, or never could, and the call is to be released
        /// (Q.850 cause 102): a browser that shows no sign of life (RFC 7675), whose handshake
        /// failed, or who ended it.
        default void lost(String why) {}
    }

    /// The range of RTP ports is used up.
    final class OutOfPorts extends Exception {
        private static final long serialVersionUID = 1L;

        public OutOfPorts(String message) {
            super(message);
        }
    }
}
