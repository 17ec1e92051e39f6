package org.dragoman.gateway;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.gateway.config.Problem;
import org.dragoman.gateway.rest.ReloadView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes up a changed configuration while calls go on: all of it, or nothing.
public final class Reload {
    private static final Logger LOGGER = LoggerFactory.getLogger(Reload.class);

    /// Where the configuration is read again.
    public interface Source {
        /// - Errors: IOException with a sentence for the operator.
        ConfigurationReader.Outcome read() throws IOException;
    }

    private final Source source;
    private final Consumer<Configuration> taker;
    private Configuration now;

    /// - {@code taker}: makes a configuration hold that differs in what can change alone.
    Reload(Configuration first, Source source, Consumer<Configuration> taker) {
        this.now = first;
        this.source = source;
        this.taker = taker;
    }

    synchronized ReloadView reload() {
        var problems = new ArrayList<String>();
        var rules = now.dialPlan().rules().size();
        try {
            var read = source.read();
            read.problems().stream().map(Problem::toString).forEach(problems::add);
            if (problems.isEmpty()) {
                problems.addAll(needsRestart(now, read.configuration()));
            }
            if (problems.isEmpty()) {
                taker.accept(read.configuration());
                now = read.configuration();
                rules = now.dialPlan().rules().size();
            }
        } catch (IOException unreadable) {
            problems.add(String.valueOf(unreadable.getMessage()));
        }
        tell(problems, rules);
        return new ReloadView(problems.isEmpty(), problems, rules);
    }

    private static void tell(List<String> problems, int rules) {
        if (problems.isEmpty()) {
            LOGGER.atInfo()
                    .addKeyValue("event", "configuration.reloaded")
                    .addKeyValue("rules", rules)
                    .log("the configuration was read again, and holds");
        } else {
            LOGGER.atError()
                    .addKeyValue("event", "configuration.refused")
                    .addKeyValue("problems", problems.size())
                    .log("the old configuration holds on: " + problems.getFirst());
        }
    }

    /// What differs beyond the dial plan, the groups, what holds for calls of peers, and the log.
    private static List<String> needsRestart(Configuration old, Configuration fresh) {
        var all = new ArrayList<String>();
        note(all, "h323, or a peer that speaks it", old.h323(), fresh.h323());
        note(all, "sip, or a peer that speaks it", old.sip(), fresh.sip());
        note(all, "media, or what peers are played", old.media(), fresh.media());
        note(all, "limits", old.limits(), fresh.limits());
        note(all, "rest", old.rest(), fresh.rest());
        note(all, "web", old.web(), fresh.web());
        note(all, "webrtc", old.webrtc(), fresh.webrtc());
        note(all, "accounts", old.accounts(), fresh.accounts());
        note(all, "rtmp", old.rtmp(), fresh.rtmp());
        note(all, "tables, or those of a peer", old.tables(), fresh.tables());
        note(all, "records", old.records(), fresh.records());
        return all;
    }

    private static void note(List<String> all, String what, Object old, Object fresh) {
        if (!old.equals(fresh)) {
            all.add("what has changed needs a restart: " + what);
        }
    }
}
