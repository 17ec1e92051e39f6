package org.dragoman.sip.net;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the stack from needing log4j, and from writing what peers sent into the log: messages
/// carry numbers. Only what the stack could not handle itself is told, at DEBUG.
public final class QuietStackLogger implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger("org.dragoman.sip.stack");

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable thrown) {
        LOG.debug("the SIP stack caught something: {}", Kind.of(thrown));
    }

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception exception) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logFatalError(String message) {
        LOG.debug("the SIP stack has an error");
    }

    @Override
    public void logError(String message) {
        LOG.debug("the SIP stack has an error");
    }

    @Override
    public boolean isLoggingEnabled() {
        return false;
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return false;
    }

    @Override
    public void logError(String message, Exception exception) {
        LOG.debug("the SIP stack has an error: {}", Kind.of(exception));
    }

    @Override
    public void logWarning(String message) {}

    @Override
    public void logInfo(String message) {}

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String stamp) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
