package org.dragoman.h323;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.dragoman.h323.h245.CodecCapabilities;
import org.dragoman.h323.h245.H245Codec;
import org.dragoman.h323.net.Sockets;
import org.dragoman.rules.Mappings;

/// What all legs of an endpoint share. Immutable but for the transport.
record Workshop(
        H323Config config,
        Mappings mappings,
        Sockets transport,
        OpenConnections open,
        CodecCapabilities codecs,
        H245Codec h245,
        Parties parties,
        RandomGenerator random) {

    Workshop(
            H323Config config,
            Mappings mappings,
            Sockets transport,
            OpenConnections open,
            RandomGenerator random) {
        var codecs = new CodecCapabilities(mappings.codecs());
        this(
                config,
                mappings,
                transport,
                open,
                codecs,
                new H245Codec(codecs),
                new Parties(mappings.numbers()),
                random);
    }

    /// The same for a peer.
    Workshop towards(H323Behaviour peer) {
        return peer.packetTime().map(this::asking).orElse(this);
    }

    private Workshop asking(Duration packetTime) {
        return new Workshop(
                config,
                mappings,
                transport,
                open,
                codecs.asking(packetTime),
                h245,
                parties,
                random);
    }

    Workshop with(H323Config other) {
        return new Workshop(other, mappings, transport, open, codecs, h245, parties, random);
    }
}
