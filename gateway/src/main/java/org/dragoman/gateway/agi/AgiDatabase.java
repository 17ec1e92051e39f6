package org.dragoman.gateway.agi;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What scripts keep with {@code DATABASE PUT}, for all scripts and calls, while the gateway runs.
public final class AgiDatabase {
    private static final int MOST = 100_000; // entries

    private final Map<String, String> entries = new HashMap<>();

    private static String key(String family, String key) {
        return "/" + family + "/" + key;
    }

    synchronized Optional<String> get(String family, String key) {
        return Optional.ofNullable(entries.get(key(family, key)));
    }

    /// Whether there was room.
    synchronized boolean put(String family, String key, String value) {
        if (entries.size() >= MOST && !entries.containsKey(key(family, key))) {
            return false;
        }
        entries.put(key(family, key), value);
        return true;
    }

    synchronized boolean delete(String family, String key) {
        return entries.remove(key(family, key)) != null;
    }

    /// Everything of a family, or of a part of it.
    synchronized boolean deleteTree(String family, String tree) {
        var root = tree.isEmpty() ? "/" + family : key(family, tree);
        return entries.keySet().removeIf(k -> k.equals(root) || k.startsWith(root + "/"));
    }
}
