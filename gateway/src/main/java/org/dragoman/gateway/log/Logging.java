package org.dragoman.gateway.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/// Sets up the log without a file: to standard error, warnings only until {@link #level} says more.
/// Found by Logback through the service loader; a logback.xml on the class path comes first.
@ConfiguratorRank(Logging.AFTER_XML)
public final class Logging extends ContextAwareBase implements Configurator {
    static final int AFTER_XML = ConfiguratorRank.NOMINAL - 1;

    private static final String OURS = "org.dragoman";

    /// How much of our own events is written.
    public enum Detail {
        WARN,
        INFO,
        DEBUG
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var layout = new EventLayout();
        layout.setContext(context);
        layout.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        var console = new ConsoleAppender<ILoggingEvent>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN); // libraries speak only when something is wrong
        root.addAppender(console);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    public static void level(Detail detail) {
        if (LoggerFactory.getLogger(OURS) instanceof Logger ours) {
            ours.setLevel(
                    switch (detail) {
                        case WARN -> Level.WARN;
                        case INFO -> Level.INFO;
                        case DEBUG -> Level.DEBUG;
                    });
        }
    }
}
