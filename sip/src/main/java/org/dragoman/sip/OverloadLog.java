package org.dragoman.sip;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the operator when an overload begins and when it is over.
final class OverloadLog implements Overload.Told {
    private static final Logger LOG = LoggerFactory.getLogger(OverloadLog.class);

    @Override
    public void began(Duration waited, int beingSetUp) {
        LOG.atWarn()
                .addKeyValue("event", "sip.overload_began")
                .addKeyValue("waited_ms", waited.toMillis())
                .addKeyValue("being_set_up", beingSetUp)
                .log("the gateway is behind: new SIP calls are turned away with 503");
    }

    @Override
    public void ended(long turnedAway) {
        LOG.atWarn()
                .addKeyValue("event", "sip.overload_ended")
                .addKeyValue("turned_away", turnedAway)
                .log("new SIP calls are taken again");
    }
}
