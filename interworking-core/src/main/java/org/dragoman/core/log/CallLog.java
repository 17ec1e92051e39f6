package org.dragoman.core.log;

import org.dragoman.core.call.CallId;
import org.dragoman.core.call.LegId;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/// A log line is an event with keys. The call is on every line; values never go in the text.
public record CallLog(Logger logger, CallId call) {
    public LoggingEventBuilder event(String event, LegId leg) {
        return logger.atInfo()
                .addKeyValue("call", call)
                .addKeyValue("leg", leg.index())
                .addKeyValue("event", event);
    }

    public LoggingEventBuilder event(String event) {
        return logger.atInfo().addKeyValue("call", call).addKeyValue("event", event);
    }
}
