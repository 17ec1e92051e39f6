package org.dragoman.gateway.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dragoman.core.time.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells the service manager from time to time that the gateway lives, as long as each part that
/// must answer does: a gateway that hangs is ended, and begun anew.
///
/// It looks four times in the time that the watchdog waits; a part may be silent for half of that.
public final class ServiceReport implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceReport.class);
    private static final Duration USUAL = Duration.ofSeconds(10); // where no watchdog waits

    private final ServiceManager manager;
    private final Timers timers;
    private final List<LifeSign> signs;
    private final Supplier<String> status;
    private final Duration pause;
    private final Duration patience;
    private boolean ready; // the manager knows it
    private boolean over;
    private Optional<Timers.Alarm> next = Optional.empty();

    private ServiceReport(
            ServiceManager manager, Timers timers, List<LifeSign> signs, Supplier<String> status) {
        this.manager = manager;
        this.timers = timers;
        this.signs = List.copyOf(signs);
        this.status = status;
        this.pause = manager.watchdog().map(w -> w.dividedBy(4)).orElse(USUAL);
        this.patience = manager.watchdog().map(w -> w.dividedBy(2)).orElse(USUAL.multipliedBy(3));
    }

    /// Says that the gateway is ready, and goes on from there.
    ///
    /// - {@code status}: how it is, in a line.
    public static ServiceReport begin(
            ServiceManager manager, Timers timers, List<LifeSign> signs, Supplier<String> status) {
        var report = new ServiceReport(manager, timers, signs, status);
        report.again(Duration.ZERO);
        return report;
    }

    private synchronized void beat() {
        if (over) {
            return;
        }
        if (!ready) {
            ready = manager.ready(status.get());
        }
        var silent = signs.stream().filter(s -> s.silence().compareTo(patience) > 0).toList();
        if (silent.isEmpty()) {
            manager.alive(status.get());
        } else {
            tell(silent.stream().map(LifeSign::name).collect(Collectors.joining(", ")));
        }
        again(pause);
    }

    private synchronized void again(Duration delay) {
        next = Optional.of(timers.after(delay, this::beat));
    }

    private void tell(String silent) {
        LOG.atError()
                .addKeyValue("event", "service.silent")
                .addKeyValue("what", silent)
                .log("a part of the gateway does not answer: no sign of life is given");
        manager.status("does not answer: " + silent);
    }

    /// Says that the gateway ends; no sign of life is given after it.
    @Override
    public synchronized void close() {
        if (!over) {
            over = true;
            next.ifPresent(Timers.Alarm::cancel);
            manager.stopping();
        }
    }
}
