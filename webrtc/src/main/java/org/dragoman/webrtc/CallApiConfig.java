package org.dragoman.webrtc;

import java.util.List;
import org.dragoman.webrtc.signal.ServerMessage.IceServer;

/// How the call API behaves.
///
/// - {@code product}: how the gateway names itself.
/// - {@code iceServers}: STUN and TURN servers that pages are handed.
public record CallApiConfig(String product, List<IceServer> iceServers, GuestPolicy guests) {
    public CallApiConfig {
        iceServers = List.copyOf(iceServers);
    }
}
