package org.dragoman.tests.rtmp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The tests of the class share one {@link FlashLab}, given as a parameter.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UsesFlashLab.Shared.class)
@interface UsesFlashLab {
    /// Starts the laboratory when the first test asks for it, and ends it with the test run.
    class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == FlashLab.class;
        }

        @Override
        public FlashLab resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(FlashLab.class))
                    .computeIfAbsent(FlashLab.class, _ -> FlashLab.start(), FlashLab.class);
        }
    }
}
