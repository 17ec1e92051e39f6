package org.dragoman.tests.rtmp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.dragoman.tests.peer.SharedLaboratory;
import org.junit.jupiter.api.extension.ExtendWith;

/// The tests of the class share one {@link FlashLab}, given as a parameter.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UsesFlashLab.Shared.class)
@interface UsesFlashLab {
    /// Starts and ends it.
    final class Shared extends SharedLaboratory<FlashLab> {
        Shared() {
            super(FlashLab.class, FlashLab::start);
        }
    }
}
