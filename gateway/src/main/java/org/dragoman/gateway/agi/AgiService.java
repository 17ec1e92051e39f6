package org.dragoman.gateway.agi;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.dragoman.core.route.AskedCall;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.ServiceReply;
import org.dragoman.gateway.route.OutsideService;
import org.dragoman.rules.DialStatuses;

/// Has calls led by a script of the operator: each call a conversation of its own, on a thread of
/// its own. Where the script is not there, the rules behind decide.
public final class AgiService implements OutsideService {
    private static final int SERVERS = 1_000; // conversations; more means that it hangs
    private static final int PROGRAMS = 100; // processes
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(3);

    private final AgiConfig config;
    private final AgiDatabase database;
    private final DialStatuses statuses;
    private final InstantSource time;
    private final Semaphore room;
    private final Set<AgiLink> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public AgiService(
            AgiConfig config, AgiDatabase database, DialStatuses statuses, InstantSource time) {
        this.config = config;
        this.database = database;
        this.statuses = statuses;
        this.time = time;
        this.room = new Semaphore(config.isProgram() ? PROGRAMS : SERVERS);
    }

    @Override
    public void ask(AskedCall call, RouteQuery query) {
        if (!call.mayBeLed()) {
            call.reply(silent("a script leads this call, or a party of it is being transferred"));
            return;
        }
        if (closed || !room.tryAcquire()) {
            call.reply(silent("too many scripts are under way"));
            return;
        }
        Thread.ofVirtual().name("agi-" + call.id()).start(() -> run(call, query));
    }

    private void run(AskedCall call, RouteQuery query) {
        try {
            var link = open();
            converse(link, call, query);
        } catch (IOException e) {
            call.reply(silent("it cannot be reached: " + e.getMessage()));
        } finally {
            room.release();
        }
    }

    private void converse(AgiLink link, AskedCall call, RouteQuery query) {
        open.add(link);
        try {
            new AgiConversation(config, call, query, link, time, database, statuses).run();
        } finally {
            open.remove(link);
            link.close();
        }
    }

    private AgiLink open() throws IOException {
        return config.isProgram()
                ? ProgramLink.start(
                        Path.of(config.url().getPath()), config.arguments(), config.name())
                : SocketLink.open(config.url(), config.patience());
    }

    private ServiceReply silent(String why) {
        return new ServiceReply.Silent(
                config.name() + " says nothing (" + why + "); the rules behind decide");
    }

    /// Those that are led keep their scripts.
    @Override
    public void retire() {
        closed = true;
    }

    /// Calls that wait for their script go by the rules behind.
    @Override
    public void close() {
        closed = true;
        // at once: a program may take its time
        var closing = open.stream().map(l -> Thread.ofVirtual().start(l::close)).toList();
        try {
            for (var one : closing) {
                one.join(ENDS_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
