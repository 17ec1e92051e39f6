package org.dragoman.media.relay;

import java.lang.foreign.MemorySegment;
import org.dragoman.media.relay.linux.PeerAddress;

/// Decides which source of packets is the peer, and where packets to it go. The signalled address
/// wins whenever it is heard; until then, as the policy allows, the first source heard. After that,
/// others are strangers until the flow is agreed anew.
final class SourceLock {
    private final SourcePolicy policy;
    private PeerAddress signalled = PeerAddress.NONE;
    private PeerAddress source = PeerAddress.NONE;
    private PeerAddress destination = PeerAddress.NONE;
    private boolean locked; // on the signalled address
    private boolean latched; // on another source
    private boolean proved;

    SourceLock(SourcePolicy policy) {
        this.policy = policy;
    }

    /// The peer said where it is; {@link PeerAddress#NONE} when it did not. Said again, a lock on
    /// that very address holds; a latch on another is up for anyone heard next, but packets go
    /// where they went until then.
    void agree(PeerAddress address) {
        if (address.equals(signalled)) {
            latched = false;
            return;
        }
        signalled = address;
        source = address;
        destination = address;
        locked = false;
        latched = false;
    }

    /// From now on every source is the peer: whatever gets here was proved to come from it before
    /// (RFC 8445). Packets go where the peer chose.
    void believe() {
        proved = true;
    }

    /// Whether the packet from the address the kernel wrote there comes from the peer.
    boolean accepts(MemorySegment addresses, long at) {
        if (proved) {
            return true;
        }
        if ((locked || latched) && source.isAt(addresses, at)) {
            return true;
        }
        return learns(addresses, at);
    }

    PeerAddress destination() {
        return destination;
    }

    private boolean learns(MemorySegment addresses, long at) {
        if (!signalled.isNone() && signalled.isAt(addresses, at)) {
            source = signalled;
            destination = signalled;
            locked = true;
            latched = false;
            return true;
        }
        if (locked || latched || !policyAllows(addresses, at)) {
            return policy == SourcePolicy.SIGNALLED && signalled.isHostAt(addresses, at);
        }
        source = PeerAddress.read(addresses, at);
        destination = policy == SourcePolicy.SIGNALLED ? signalled : source;
        latched = true;
        return true;
    }

    private boolean policyAllows(MemorySegment addresses, long at) {
        return switch (policy) {
            case ANY -> true;
            case SAME_NETWORK -> signalled.isNetworkAt(addresses, at);
            case SIGNALLED -> signalled.isHostAt(addresses, at);
        };
    }
}
