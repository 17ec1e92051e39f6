package org.dragoman.gateway.capture;

import java.util.List;

/// What was found in a capture file.
///
/// - {@code notes}: sentences on what of the file could not be read.
public record Captured(List<Heard> heard, List<String> notes) {
    public Captured {
        heard = List.copyOf(heard);
        notes = List.copyOf(notes);
    }
}
