package org.dragoman.h323;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.dragoman.core.log.WireContent;

/// A message of a leg as octets, encoded when somebody asks for them.
record SentOctets(
        Protocol protocol,
        InetSocketAddress local,
        InetSocketAddress remote,
        Supplier<byte[]> encoding)
        implements WireContent {
    @Override
    public boolean datagram() {
        return false;
    }

    @Override
    public byte[] octets() {
        return encoding.get();
    }
}
