package org.dragoman.gateway.rest;

import java.util.List;

/// What became of a configuration that was to be read again.
public record ReloadView(
        @Meaning("Whether it holds now; else the old one holds on, all of it.") boolean taken,
        @Meaning("Why not, each with file and line where there is one.") List<String> problems,
        @Meaning("How many rules the dial plan has now.") int rules) {}
