package org.dragoman.gateway.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the Java machine uses what it learnt of calls when the program was built. One line in
/// the log where it does not; the gateway is the same, its first calls cost more.
final class Learnt {
    private static final Logger LOGGER = LoggerFactory.getLogger(Learnt.class);
    private static final String USED = "used";
    private static final String BY_HAND = "options";

    private Learnt() {}

    /// Looks at what the launcher found, and whether the Java machine took it; says nothing where
    /// the program was started without the launcher.
    static void tell() {
        var found = System.getProperty("dragoman.learnt", BY_HAND);
        // "mixed mode, sharing" where the cache is in use, "mixed mode" where it was refused
        boolean shares = System.getProperty("java.vm.info", "").contains("sharing");
        if (!found.equals(BY_HAND) && !(found.equals(USED) && shares)) {
            LOGGER.atInfo()
                    .addKeyValue("event", "start.unprepared")
                    .addKeyValue("learnt", found.equals(USED) ? "refused" : found)
                    .log(
                            "the first calls cost more than they need to; mend it with: dragoman prepare");
        }
    }
}
