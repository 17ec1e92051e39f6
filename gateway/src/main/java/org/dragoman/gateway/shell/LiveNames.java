package org.dragoman.gateway.shell;

import java.util.List;

/// Names that complete a word, as they are now in the running gateway.
public interface LiveNames {
    /// Without a gateway, or without any.
    LiveNames NONE = _ -> List.of();

    /// - {@code label}: of what stands at that place, as the command's help shows it: ID, PEER …
    List<String> of(String label);

    /// What whoever types is to see of the gateway all the time; empty where there is nothing.
    default String state() {
        return "";
    }
}
