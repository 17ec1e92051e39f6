package org.dragoman.gateway;

import java.util.Optional;

/// Which Dragoman this is.
public final class Version {
    // What the launcher read from the file "version" beside lib/, where there is one.
    private static final String INSTALLED = "dragoman.version";

    private Version() {}

    /// The version that was installed, where the installation says so (the appliance does), else
    /// that of the jar; {@code unpackaged} where it runs from classes.
    public static String text() {
        var jar = Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
        return Optional.ofNullable(System.getProperty(INSTALLED))
                .or(() -> jar)
                .orElse("unpackaged");
    }
}
