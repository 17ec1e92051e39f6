package org.dragoman.gateway.rest;

import java.util.List;

/// Some call records, newest first.
public record RecordPageView(
        @Meaning("The records.") List<RecordView> records,
        @Meaning("What `after` is to say for those that follow; empty where none do.")
                String next) {
    public RecordPageView {
        records = List.copyOf(records);
    }
}
