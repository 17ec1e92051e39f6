package org.dragoman.asn1.schema;

import java.util.Map;

/// Where a name is looked up: first among the parameters of a parameterised type, then in the
/// module, then in what it imports.
record Scope(Ast.Module module, Map<String, Bound> parameters) {
    /// An actual parameter, to be read where it was written.
    record Bound(Ast.Argument argument, Scope scope) {}
}
