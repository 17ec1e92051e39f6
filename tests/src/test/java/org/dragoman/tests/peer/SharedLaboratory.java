package org.dragoman.tests.peer;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Gives tests a laboratory as a parameter: started when the first test asks for it, shared
/// by all, and ended with the test run.
public abstract class SharedLaboratory<L extends AutoCloseable> implements ParameterResolver {
    private final Class<L> kind;
    private final Supplier<L> start;

    protected SharedLaboratory(Class<L> kind, Supplier<L> start) {
        this.kind = kind;
        this.start = start;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == kind;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(ExtensionContext.Namespace.create(kind))
                .computeIfAbsent(kind, _ -> start.get(), kind);
    }
}
