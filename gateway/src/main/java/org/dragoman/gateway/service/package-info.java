/// What the gateway tells whoever started it as a service: that it is ready, that it lives, that it
/// ends. Start at {@link ServiceManager}. Sources: sd_notify(3), sd_watchdog_enabled(3), which are
/// how systemd and others wish to be told.
@NullMarked
package org.dragoman.gateway.service;

import org.jspecify.annotations.NullMarked;
