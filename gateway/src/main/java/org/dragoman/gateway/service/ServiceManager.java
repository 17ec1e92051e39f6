package org.dragoman.gateway.service;

import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whoever started this process as a service and wants to be told how it is: systemd, or another
/// that does as it does.
public final class ServiceManager {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);

    private final NotifySocket socket;
    private final Optional<Duration> watchdog;

    private ServiceManager(NotifySocket socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /// Nothing where nobody wants to be told.
    ///
    /// - {@code environment}: of this process, whose number is {@code process}.
    public static Optional<ServiceManager> of(Map<String, String> environment, long process) {
        var place = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (place.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ServiceManager(new NotifySocket(place), watchdog(environment, process)));
        } catch (IllegalArgumentException unusable) {
            LOG.atWarn()
                    .addKeyValue("event", "service.untold")
                    .addKeyValue("why", unusable.getMessage())
                    .log("the service manager cannot be told how the gateway is");
            return Optional.empty();
        }
    }

    /// Meant for this process where no other is named (sd_watchdog_enabled(3)).
    private static Optional<Duration> watchdog(Map<String, String> environment, long process) {
        var meant = environment.getOrDefault("WATCHDOG_PID", Long.toString(process));
        return Optional.of(environment.getOrDefault("WATCHDOG_USEC", ""))
                .filter(_ -> meant.equals(Long.toString(process)))
                .filter(micros -> micros.matches("[1-9]\\d{0,17}"))
                .map(micros -> Duration.of(Long.parseLong(micros), ChronoUnit.MICROS));
    }

    /// Without a sign of life for as long it ends the process; absent where it expects none.
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    /// The gateway takes calls.
    public boolean ready(String status) {
        return tell("READY=1\nSTATUS=" + status);
    }

    /// All that must answer does.
    public boolean alive(String status) {
        return tell("WATCHDOG=1\nSTATUS=" + status);
    }

    /// How it is, and no sign of life.
    public boolean status(String status) {
        return tell("STATUS=" + status);
    }

    /// The gateway ends, as it was told.
    public boolean stopping() {
        return tell("STOPPING=1\nSTATUS=ends its calls");
    }

    /// Lines of sd_notify(3).
    ///
    /// - Returns: whether they were taken.
    private boolean tell(String lines) {
        try {
            socket.send(lines);
            return true;
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("event", "service.untold")
                    .addKeyValue("why", e.getMessage())
                    .log("the service manager was not told how the gateway is");
            return false;
        }
    }
}
