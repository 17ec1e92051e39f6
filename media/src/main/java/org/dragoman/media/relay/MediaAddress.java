package org.dragoman.media.relay;

import java.net.InetAddress;

/// Where a trunk's media is anchored.
///
/// - {@code local}: the gateway's address the ports are opened on.
/// - {@code advertised}: the address peers are told; another one where the gateway itself sits
///   behind address translation.
/// - {@code sources}: whom a port of this trunk believes.
public record MediaAddress(InetAddress local, InetAddress advertised, SourcePolicy sources) {
    public MediaAddress {
        if (advertised.isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "a media address that peers are told cannot be the unspecified address");
        }
    }

    public static MediaAddress of(InetAddress address) {
        return new MediaAddress(address, address, SourcePolicy.ANY);
    }
}
