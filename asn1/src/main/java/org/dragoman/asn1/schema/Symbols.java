package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds what names stand for, across modules.
///
/// Source: ITU-T X.680 §14; X.683 §9.
final class Symbols {
    private static final int ALIASES = 50; // references from one to the next

    private final Map<String, Ast.Module> modules = new LinkedHashMap<>();

    Symbols(List<Ast.Module> modules) throws SchemaProblem {
        for (Ast.Module module : modules) {
            Ast.Module other = this.modules.put(module.name(), module);
            if (other != null) {
                throw new SchemaProblem(
                        module.place(),
                        "the module " + module.name() + " is also at " + other.place());
            }
        }
    }

    static String packageOf(Ast.Module module) {
        return module.javaPackage().orElse(Names.defaultPackage(module.name()));
    }

    /// A type without its references and tags: what it is built of, all constraints on the way
    /// (innermost first), and the declared type of which it is the definition, if it has a name.
    record Bare(
            Ast.Type base,
            Scope scope,
            List<Restriction> restrictions,
            Optional<Model.TypeName> name) {}

    record Restriction(Ast.Constraint constraint, Scope scope) {}

    Bare bare(Ast.Type type, Scope scope) throws SchemaProblem {
        var restrictions = new ArrayList<Restriction>();
        Optional<Model.TypeName> name = Optional.empty();
        Ast.Type at = type;
        Scope in = scope;
        for (int hops = 0; ; hops++) {
            Optional<Model.TypeName> kept = name;
            switch (at) {
                case Ast.Tagged(_, _, Ast.Type inner) -> at = inner;
                case Ast.Constrained(Ast.Type inner, Ast.Constraint constraint) -> {
                    restrictions.addFirst(new Restriction(constraint, in));
                    at = inner;
                }
                case Ast.Reference reference -> {
                    if (hops > ALIASES) {
                        throw new SchemaProblem(
                                reference.place(), reference.name() + " is defined by itself");
                    }
                    Step step = step(reference, in);
                    at = step.type();
                    in = step.scope();
                    name = step.name().or(() -> kept);
                }
                case Ast.Type base -> {
                    return new Bare(base, in, restrictions, name);
                }
            }
        }
    }

    /// What a reference stands for, one step on; the name is empty where it is a parameter or has
    /// parameters.
    record Step(Ast.Type type, Scope scope, Optional<Model.TypeName> name) {}

    Step step(Ast.Reference reference, Scope scope) throws SchemaProblem {
        Scope.Bound parameter = scope.parameters().get(reference.name());
        if (parameter != null && reference.module().isEmpty()) {
            Ast.Type given = typeArgument(parameter, reference);
            return new Step(given, parameter.scope(), Optional.empty());
        }
        Found<Ast.TypeAssignment> found = type(reference, scope);
        boolean named = found.what().parameters().isEmpty();
        return new Step(
                found.what().type(),
                inside(found, reference, scope),
                named ? Optional.of(nameOf(found.module(), found.what())) : Optional.empty());
    }

    static Model.TypeName nameOf(Ast.Module module, Ast.TypeAssignment assignment) {
        return new Model.TypeName(packageOf(module), Names.type(assignment.name()));
    }

    private static Ast.Type typeArgument(Scope.Bound bound, Ast.Reference reference)
            throws SchemaProblem {
        if (bound.argument() instanceof Ast.TypeArgument(Ast.Type type)) {
            return type;
        }
        throw new SchemaProblem(reference.place(), reference.name() + " is not given a type");
    }

    /// The scope inside a parameterised type, its parameters bound to what is given.
    private static Scope inside(
            Found<Ast.TypeAssignment> found, Ast.Reference reference, Scope outer)
            throws SchemaProblem {
        List<Ast.Parameter> parameters = found.what().parameters();
        if (parameters.size() != reference.arguments().size()) {
            throw new SchemaProblem(
                    reference.place(),
                    "%s takes %d parameters, given are %d"
                            .formatted(
                                    reference.name(),
                                    parameters.size(),
                                    reference.arguments().size()));
        }
        var bound = new HashMap<String, Scope.Bound>();
        for (int i = 0; i < parameters.size(); i++) {
            bound.put(
                    parameters.get(i).name(), new Scope.Bound(reference.arguments().get(i), outer));
        }
        return new Scope(found.module(), bound);
    }

    /// An assignment and the module it is in.
    record Found<T>(T what, Ast.Module module) {}

    private Found<Ast.TypeAssignment> type(Ast.Reference reference, Scope scope)
            throws SchemaProblem {
        Ast.Module module = scope.module();
        if (reference.module().isPresent()) {
            module = module(reference.module().get(), reference.place());
        }
        Ast.TypeAssignment own = module.types().get(reference.name());
        if (own != null) {
            return new Found<>(own, module);
        }
        String from = module.imports().get(reference.name());
        if (from == null) {
            throw new SchemaProblem(
                    reference.place(),
                    "the type %s is neither defined in %s nor imported"
                            .formatted(reference.name(), module.name()));
        }
        Ast.Module exporter = module(from, reference.place());
        Ast.TypeAssignment imported = exporter.types().get(reference.name());
        if (imported == null) {
            throw new SchemaProblem(
                    reference.place(),
                    "the module %s does not define %s".formatted(from, reference.name()));
        }
        return new Found<>(imported, exporter);
    }

    /// A value by its name, or empty if there is none.
    Optional<Found<Ast.ValueAssignment>> value(Ast.Name name, Ast.Module module)
            throws SchemaProblem {
        Ast.ValueAssignment own = module.values().get(name.name());
        if (own != null) {
            return Optional.of(new Found<>(own, module));
        }
        String from = module.imports().get(name.name());
        if (from == null) {
            return Optional.empty();
        }
        Ast.Module exporter = module(from, name.place());
        return Optional.ofNullable(exporter.values().get(name.name()))
                .map(value -> new Found<>(value, exporter));
    }

    private Ast.Module module(String name, Place place) throws SchemaProblem {
        Ast.Module module = modules.get(name);
        if (module == null) {
            throw new SchemaProblem(place, "there is no module " + name);
        }
        return module;
    }
}
