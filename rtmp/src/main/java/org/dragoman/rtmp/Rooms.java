package org.dragoman.rtmp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The rooms of the streams that are configured, made when first asked for.
final class Rooms {
    private final Surroundings around;
    private final Map<String, StreamRoom> rooms = new ConcurrentHashMap<>();

    Rooms(Surroundings around) {
        this.around = around;
    }

    /// - {@code stream}: one of the configuration.
    StreamRoom of(String name, RtmpConfig.Stream stream) {
        return rooms.computeIfAbsent(name, _ -> new StreamRoom(name, stream, around));
    }
}
