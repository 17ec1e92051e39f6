package org.dragoman.tests.voice;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.dragoman.tests.peer.Capture;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests the {@link Lab}, started once in a run, and has Wireshark judge what the gateway
/// sent while the class ran.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(UsesLab.Giver.class)
@interface UsesLab {

    /// Starts, hands out, judges.
    final class Giver implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
        private static final ExtensionContext.Namespace OURS =
                ExtensionContext.Namespace.create(UsesLab.class);

        @Override
        public void beforeAll(ExtensionContext context) {
            lab(context);
            context.getStore(OURS)
                    .put("capture", Capture.start(context.getRequiredTestClass().getSimpleName()));
        }

        @Override
        public void afterAll(ExtensionContext context) {
            Capture capture = context.getStore(OURS).get("capture", Capture.class);
            if (capture != null) {
                lab(context).awaitIdle();
                lab(context).judge(capture);
            }
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Lab.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return lab(context);
        }

        private static Lab lab(ExtensionContext context) {
            return context.getRoot()
                    .getStore(OURS)
                    .computeIfAbsent("lab", key -> Lab.start(), Lab.class);
        }
    }
}
