package org.dragoman.gateway.rest;

/// There are no call records to be had now; the message is a sentence for whoever asked.
public final class RecordsAway extends Exception {
    private static final long serialVersionUID = 1L;

    public RecordsAway(String message) {
        super(message);
    }
}
