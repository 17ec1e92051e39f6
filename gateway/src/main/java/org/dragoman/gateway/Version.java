package org.dragoman.gateway;

import java.util.Optional;

/// Which Dragoman this is.
public final class Version {
    private Version() {}

    /// The version of the jar; {@code unpackaged} where it runs from classes.
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("unpackaged");
    }
}
