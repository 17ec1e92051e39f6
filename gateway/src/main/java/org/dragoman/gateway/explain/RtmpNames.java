package org.dragoman.gateway.explain;

import java.util.List;
import org.dragoman.gateway.capture.Heard;

/// What RTMP octets are.
final class RtmpNames {
    private RtmpNames() {}

    static List<Named> of(Heard heard) {
        return List.of(new Named("RTMP", heard.octets().length + " octets"));
    }
}
