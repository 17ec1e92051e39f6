package org.dragoman.sip.net;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The INVITEs that came in and have no final response yet, by transaction: for their CANCELs
/// (RFC 3261 §9.2).
final class OpenInvites {
    private final Map<String, ServerCall> waiting = new ConcurrentHashMap<>();

    void entered(ServerCall invite) {
        waiting.put(invite.branch(), invite);
    }

    Optional<ServerCall> waiting(String branch) {
        return Optional.ofNullable(waiting.get(branch));
    }

    void answered(ServerCall invite) {
        waiting.remove(invite.branch(), invite);
    }

    void left(String branch) {
        waiting.remove(branch);
    }

    int count() {
        return waiting.size();
    }

    void clear() {
        waiting.clear();
    }
}
