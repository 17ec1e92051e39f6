package org.dragoman.tests.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The tests of the class share one {@link BrowserLab}, given as a parameter.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UsesBrowserLab.Shared.class)
@interface UsesBrowserLab {
    /// Starts the laboratory when the first test asks for it, and ends it with the test run.
    class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
            return parameter.getParameter().getType() == BrowserLab.class;
        }

        @Override
        public BrowserLab resolveParameter(ParameterContext parameter, ExtensionContext test) {
            return test.getRoot()
                    .getStore(ExtensionContext.Namespace.create(BrowserLab.class))
                    .computeIfAbsent(
                            BrowserLab.class, _ -> BrowserLab.start("browser"), BrowserLab.class);
        }
    }
}
