package org.dragoman.tests.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.dragoman.tests.peer.SharedLaboratory;
import org.junit.jupiter.api.extension.ExtendWith;

/// The tests of the class share one {@link BrowserLab}, given as a parameter.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UsesBrowserLab.Shared.class)
@interface UsesBrowserLab {
    /// Starts and ends it.
    final class Shared extends SharedLaboratory<BrowserLab> {
        Shared() {
            super(BrowserLab.class, () -> BrowserLab.start("browser"));
        }
    }
}
