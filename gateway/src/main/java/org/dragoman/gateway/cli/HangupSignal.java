package org.dragoman.gateway.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIGHUP, by which daemons are told to read their configuration again. Java has signals in a
/// module of its own that is no part of the platform's interface, hence by reflection.
final class HangupSignal {
    private static final Logger LOGGER = LoggerFactory.getLogger(HangupSignal.class);

    private HangupSignal() {}

    /// Has it run a task, on a thread of its own; on systems without it nothing happens.
    static void runs(Runnable task) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var handling =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (proxy, method, arguments) ->
                                    switch (method.getName()) {
                                        case "handle" -> {
                                            task.run();
                                            yield null;
                                        }
                                        case "hashCode" -> System.identityHashCode(proxy);
                                        case "equals" -> proxy == arguments[0];
                                        default -> "reload on SIGHUP";
                                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException none) {
            LOGGER.atWarn()
                    .addKeyValue("event", "reload.no_signal")
                    .setCause(none)
                    .log("SIGHUP cannot be heard; use: dragoman reload");
        }
    }
}
