package org.dragoman.asn1.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Turns modules as written into the {@link Model} of what they mean.
///
/// Source: ITU-T X.680, X.683; which constraints and orders matter: X.691 §10.3, §14.1, §23.2.
final class Resolver {
    private static final int ADDITIONS = 64; // of one type; the widest of H.225.0 has half of this

    private static final Set<String> RESERVED = Set.of("Values", TextTypes.CLASS);

    private static final int NESTING =
            24; // inline types; more makes names that no file system takes

    private final Uses uses;
    private final Symbols symbols;
    private final ValueReader values;
    private final TagOrder tagOrder;
    private final List<SchemaProblem> problems = new ArrayList<>();

    private Resolver(Symbols symbols) {
        this.symbols = symbols;
        values = new ValueReader(symbols);
        tagOrder = new TagOrder(symbols, values);
        uses = new Uses(symbols, values, this::declare);
    }

    /// The packages of these modules, or in {@code problems} why there are none.
    static List<Model.JavaPackage> resolve(List<Ast.Module> modules, List<SchemaProblem> problems) {
        try {
            var resolver = new Resolver(new Symbols(modules));
            List<Model.JavaPackage> packages = resolver.packages(modules);
            problems.addAll(resolver.problems);
            return packages;
        } catch (SchemaProblem e) {
            problems.add(e);
            return List.of();
        }
    }

    private List<Model.JavaPackage> packages(List<Ast.Module> modules) {
        var packages = new LinkedHashMap<String, Model.JavaPackage>();
        for (Ast.Module module : modules) {
            String name = Symbols.packageOf(module);
            var target =
                    packages.computeIfAbsent(
                            name,
                            n -> new Model.JavaPackage(n, new ArrayList<>(), new ArrayList<>()));
            module(module, target);
        }
        return List.copyOf(packages.values());
    }

    private void module(Ast.Module module, Model.JavaPackage target) {
        var scope = new Scope(module, Map.of());
        for (Ast.TypeAssignment assignment : module.types().values()) {
            if (assignment.parameters().isEmpty()) {
                try {
                    topLevel(assignment, scope, target.types());
                } catch (SchemaProblem e) {
                    problems.add(e);
                }
            }
        }
        constants(module, scope, target);
    }

    private void topLevel(Ast.TypeAssignment assignment, Scope scope, List<Model.Declared> into)
            throws SchemaProblem {
        Symbols.Bare bare = symbols.bare(assignment.type(), scope);
        Model.TypeName name = Symbols.nameOf(scope.module(), assignment);
        if (bare.name().isPresent()) {
            return; // another name for a type that is declared elsewhere
        }
        if (into.stream().anyMatch(other -> other.name().equals(name))) {
            throw new SchemaProblem(
                    assignment.place(),
                    "the Java package has two types "
                            + name.simple()
                            + "; give one module another");
        }
        if (RESERVED.contains(name.simple())) {
            throw new SchemaProblem(
                    assignment.place(), name.simple() + " is a name that generated code needs");
        }
        switch (bare.base()) {
            case Ast.Sequence _, Ast.Choice _, Ast.Enumerated _ ->
                    into.add(declare(name, assignment.name(), bare.base(), bare.scope()));
            // all others are named by what they are, but must make sense
            case Ast.Type _ -> uses.use(assignment.type(), scope, name, into);
        }
    }

    private void constants(Ast.Module module, Scope scope, Model.JavaPackage target) {
        for (Ast.ValueAssignment value : module.values().values()) {
            try {
                Optional<Model.Constant> constant = uses.constant(value, scope);
                if (constant.isPresent()) {
                    add(constant.get(), target, value.place());
                }
            } catch (SchemaProblem e) {
                problems.add(e);
            }
        }
    }

    private static void add(Model.Constant constant, Model.JavaPackage target, Place place)
            throws SchemaProblem {
        String name = constant.name();
        if (target.constants().stream().anyMatch(other -> other.name().equals(name))) {
            throw new SchemaProblem(
                    place, "the Java package has two values " + name + "; rename one");
        }
        target.constants().add(constant);
    }

    private Model.Declared declare(Model.TypeName name, String asnName, Ast.Type base, Scope scope)
            throws SchemaProblem {
        if (name.path().split("\\.").length > NESTING) {
            throw new SchemaProblem(
                    placeOf(base),
                    "nested more than " + NESTING + " deep, or in itself by a parameter");
        }
        return switch (base) {
            case Ast.Sequence sequence -> sequence(name, asnName, sequence, scope);
            case Ast.Choice choice -> choice(name, asnName, choice, scope);
            case Ast.Enumerated enumerated ->
                    new Items(values, scope).type(name, asnName, enumerated);
            case Ast.Type other -> throw new IllegalStateException("declares nothing: " + other);
        };
    }

    private static Place placeOf(Ast.Type base) {
        return switch (base) {
            case Ast.Sequence sequence -> sequence.place();
            case Ast.Choice choice -> choice.place();
            case Ast.Enumerated enumerated -> enumerated.place();
            case Ast.Type other -> throw new IllegalStateException("declares nothing: " + other);
        };
    }

    private Model.SequenceType sequence(
            Model.TypeName name, String asnName, Ast.Sequence written, Scope scope)
            throws SchemaProblem {
        List<Ast.Component> order =
                written.set() ? tagOrder.sorted(written.root(), scope) : written.root();
        var nested = new ArrayList<Model.Declared>();
        var names = new HashMap<String, Place>();
        var root = new ArrayList<Model.Field>();
        for (Ast.Component component : order) {
            root.add(field(component, scope, name, nested, names));
        }
        var additions = new ArrayList<Model.Addition>();
        for (Ast.Addition addition : written.additions()) {
            var fields = new ArrayList<Model.Field>();
            for (Ast.Component component : addition.components()) {
                fields.add(field(component, scope, name, nested, names));
            }
            additions.add(new Model.Addition(fields, addition.group()));
        }
        requireFew(additions.size(), written.place());
        requireDistinct(nested, written.place());
        return new Model.SequenceType(
                name, asnName, written.place(), root, written.extensible(), additions, nested);
    }

    private static void requireFew(int additions, Place place) throws SchemaProblem {
        if (additions > ADDITIONS) {
            throw new SchemaProblem(
                    place, additions + " extension additions; at most " + ADDITIONS + " work");
        }
    }

    private static void requireDistinct(List<Model.Declared> nested, Place place)
            throws SchemaProblem {
        var names = new HashSet<String>();
        for (Model.Declared type : nested) {
            if (!names.add(type.name().path())) {
                throw new SchemaProblem(
                        place, "two inline types would both be called " + type.name().path());
            }
        }
    }

    private Model.Field field(
            Ast.Component component,
            Scope scope,
            Model.TypeName owner,
            List<Model.Declared> nested,
            Map<String, Place> names)
            throws SchemaProblem {
        String java = Names.component(component.name());
        Place other = names.put(java, component.place());
        if (other != null) {
            throw new SchemaProblem(
                    component.place(), component.name() + " is also at line " + other.line());
        }
        Model.TypeName inline = inner(owner, Names.type(component.name()));
        Model.Use use = uses.use(component.type(), scope, inline, nested);
        Optional<String> byDefault = Optional.empty();
        if (component.byDefault().isPresent()) {
            byDefault =
                    Optional.of(
                            uses.expression(
                                    component.byDefault().get(), component.type(), scope, use));
        }
        return new Model.Field(component.name(), java, use, component.optional(), byDefault);
    }

    /// A nested name; Java forbids that it is the name of a type around it.
    private static Model.TypeName inner(Model.TypeName owner, String name) {
        boolean taken = List.of(owner.path().split("\\.")).contains(name);
        return owner.nested(taken ? name + "Type" : name);
    }

    private Model.ChoiceType choice(
            Model.TypeName name, String asnName, Ast.Choice written, Scope scope)
            throws SchemaProblem {
        var root = new ArrayList<Model.Alternative>();
        var names = new HashMap<String, Place>();
        for (Ast.Component component : tagOrder.sorted(written.root(), scope)) {
            root.add(alternative(component, scope, name, names));
        }
        var additions = new ArrayList<Model.Alternative>();
        for (Ast.Component component : written.additions()) {
            additions.add(alternative(component, scope, name, names));
        }
        if (root.isEmpty()) {
            throw new SchemaProblem(written.place(), "a CHOICE without alternatives");
        }
        return new Model.ChoiceType(
                name, asnName, written.place(), root, written.extensible(), additions, List.of());
    }

    /// The name of a type written inline in an alternative: `Alt.Value`, of an element `Alt.Item`.
    private static Model.TypeName valueName(Model.TypeName alternative, Ast.Type base) {
        return base instanceof Ast.ListOf
                ? new Model.TypeName(alternative.javaPackage(), alternative.path() + ".")
                : inner(alternative, "Value");
    }

    private Model.Alternative alternative(
            Ast.Component component, Scope scope, Model.TypeName owner, Map<String, Place> names)
            throws SchemaProblem {
        Model.TypeName name = inner(owner, Names.type(component.name()));
        Place other = names.put(name.simple(), component.place());
        if (other != null) {
            throw new SchemaProblem(
                    component.place(), component.name() + " is also at line " + other.line());
        }
        Symbols.Bare bare = symbols.bare(component.type(), scope);
        if (bare.base() instanceof Ast.Sequence inline && bare.name().isEmpty()) {
            var content = sequence(name, component.name(), inline, bare.scope());
            return new Model.Alternative(component.name(), content, false);
        }
        boolean empty =
                bare.base() instanceof Ast.Builtin(Ast.Builtin.Kind kind, _)
                        && kind == Ast.Builtin.Kind.NULL;
        var nested = new ArrayList<Model.Declared>();
        var fields = new ArrayList<Model.Field>();
        if (!empty) {
            Model.TypeName inline = valueName(name, bare.base());
            Model.Use use = uses.use(component.type(), scope, inline, nested);
            fields.add(new Model.Field("value", "value", use, false, Optional.empty()));
        }
        var content =
                new Model.SequenceType(
                        name,
                        component.name(),
                        component.place(),
                        fields,
                        false,
                        List.of(),
                        nested);
        return new Model.Alternative(component.name(), content, !empty);
    }
}
