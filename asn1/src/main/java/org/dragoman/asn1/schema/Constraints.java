package org.dragoman.asn1.schema;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Works out what PER sees of constraints: the bounds of a number, of a size, and an alphabet.
///
/// Source: ITU-T X.691 §10.3; X.680 §50, §51.
final class Constraints {
    private static final int DEPTH = 50; // types that constrain one another

    private final Symbols symbols;
    private final ValueReader values;
    private int depth;

    Constraints(Symbols symbols, ValueReader values) {
        this.symbols = symbols;
        this.values = values;
    }

    /// A range of whole numbers; empty bounds are unlimited.
    record Bounds(Optional<BigInteger> lower, Optional<BigInteger> upper) {
        static final Bounds ALL = new Bounds(Optional.empty(), Optional.empty());

        Bounds and(Bounds other) {
            return new Bounds(
                    pick(lower, other.lower, true, false), pick(upper, other.upper, false, false));
        }

        Bounds or(Bounds other) {
            return new Bounds(
                    pick(lower, other.lower, false, true), pick(upper, other.upper, true, true));
        }

        private static Optional<BigInteger> pick(
                Optional<BigInteger> a, Optional<BigInteger> b, boolean larger, boolean emptyWins) {
            if (a.isEmpty() || b.isEmpty()) {
                return emptyWins ? Optional.empty() : a.or(() -> b);
            }
            return Optional.of(larger ? a.get().max(b.get()) : a.get().min(b.get()));
        }
    }

    /// All that PER sees of the constraints of one type.
    record Visible(Bounds value, Optional<Bounds> size, @Nullable TreeSet<Character> alphabet) {
        static final Visible NOTHING = new Visible(Bounds.ALL, Optional.empty(), null);

        Visible and(Visible other) {
            TreeSet<Character> both = alphabet;
            if (both == null) {
                both = other.alphabet;
            } else if (other.alphabet != null) {
                both = new TreeSet<>(both);
                both.retainAll(other.alphabet);
            }
            Optional<Bounds> sizes =
                    size.isPresent() && other.size.isPresent()
                            ? Optional.of(size.get().and(other.size.get()))
                            : size.or(() -> other.size);
            return new Visible(value.and(other.value), sizes, both);
        }

        Visible or(Visible other) {
            TreeSet<Character> either = null;
            if (alphabet != null && other.alphabet != null) {
                either = new TreeSet<>(alphabet);
                either.addAll(other.alphabet);
            }
            Optional<Bounds> sizes =
                    size.isPresent() && other.size.isPresent()
                            ? Optional.of(size.get().or(other.size.get()))
                            : Optional.empty();
            return new Visible(value.or(other.value), sizes, either);
        }

        private boolean isNothing() {
            return equals(NOTHING);
        }
    }

    /// What is visible, and whether values outside it may come (with an extension bit).
    record Effective(Visible visible, boolean extensible) {}

    /// Constraints one after the other: each narrows, the last visible one says whether the whole
    /// is extensible (X.680 §50.8).
    Effective effective(List<Symbols.Restriction> restrictions) throws SchemaProblem {
        Visible visible = Visible.NOTHING;
        boolean extensible = false;
        for (var restriction : restrictions) {
            Extended one = constraint(restriction.constraint(), restriction.scope());
            if (!one.visible().isNothing()) {
                visible = visible.and(one.visible());
                extensible = one.extensible();
            }
        }
        return new Effective(visible, extensible);
    }

    private record Extended(Visible visible, boolean extensible) {}

    private Extended constraint(Ast.Constraint constraint, Scope scope) throws SchemaProblem {
        Extended root = element(constraint.root(), scope);
        return new Extended(root.visible(), root.extensible() || constraint.extensible());
    }

    private Extended element(Ast.Element element, Scope scope) throws SchemaProblem {
        return switch (element) {
            case Ast.Range range -> new Extended(valueRange(range, scope), false);
            case Ast.Size(Ast.Constraint of) -> {
                Extended inner = constraint(of, scope);
                yield new Extended(
                        new Visible(Bounds.ALL, Optional.of(inner.visible().value()), null),
                        inner.extensible());
            }
            case Ast.From(Ast.Constraint of) ->
                    new Extended(
                            new Visible(
                                    Bounds.ALL,
                                    Optional.empty(),
                                    alphabet(of.root(), of.place(), scope)),
                            of.extensible());
            case Ast.Union(List<Ast.Element> parts) -> {
                Extended all = element(parts.getFirst(), scope);
                for (Ast.Element part : parts.subList(1, parts.size())) {
                    Extended next = element(part, scope);
                    all =
                            new Extended(
                                    all.visible().or(next.visible()),
                                    all.extensible() || next.extensible());
                }
                yield all;
            }
            case Ast.Intersection(List<Ast.Element> parts) -> {
                Extended all = new Extended(Visible.NOTHING, false);
                for (Ast.Element part : parts) {
                    Extended next = element(part, scope);
                    all =
                            new Extended(
                                    all.visible().and(next.visible()),
                                    all.extensible() || next.extensible());
                }
                yield all;
            }
            case Ast.Subtype(Ast.Type type) -> subtype(type, scope);
            case Ast.Invisible() -> new Extended(Visible.NOTHING, false);
        };
    }

    /// A type as a constraint: what its own constraints show, without its extension marker.
    private Extended subtype(Ast.Type type, Scope scope) throws SchemaProblem {
        if (depth == DEPTH) {
            throw new SchemaProblem(scope.module().place(), "a type constrained by itself");
        }
        depth++;
        try {
            return new Extended(
                    effective(symbols.bare(type, scope).restrictions()).visible(), false);
        } finally {
            depth--;
        }
    }

    /// A range of numbers; a single string or bit string restricts nothing that PER sees.
    private Visible valueRange(Ast.Range range, Scope scope) throws SchemaProblem {
        boolean ofNumbers = isNumber(range.lower()) && isNumber(range.upper());
        if (!ofNumbers) {
            return Visible.NOTHING;
        }
        var bounds = new Bounds(bound(range.lower(), scope), bound(range.upper(), scope));
        if (bounds.lower().isPresent()
                && bounds.upper().isPresent()
                && bounds.lower().get().compareTo(bounds.upper().get()) > 0) {
            throw new SchemaProblem(range.place(), "an empty range");
        }
        return new Visible(bounds, Optional.empty(), null);
    }

    private static boolean isNumber(Optional<Ast.Value> value) {
        return value.isEmpty()
                || value.get() instanceof Ast.IntegerValue
                || value.get() instanceof Ast.Name;
    }

    private Optional<BigInteger> bound(Optional<Ast.Value> value, Scope scope)
            throws SchemaProblem {
        return value.isEmpty() ? Optional.empty() : Optional.of(values.integer(value.get(), scope));
    }

    private TreeSet<Character> alphabet(Ast.Element element, Place place, Scope scope)
            throws SchemaProblem {
        var characters = new TreeSet<Character>();
        switch (element) {
            case Ast.Union(List<Ast.Element> parts) -> {
                for (Ast.Element part : parts) {
                    characters.addAll(alphabet(part, place, scope));
                }
            }
            case Ast.Range(var lower, var upper, _) -> {
                if (lower.isEmpty() || upper.isEmpty()) {
                    throw new SchemaProblem(place, "MIN and MAX of characters are not supported");
                }
                String from = values.characters(lower.get(), scope);
                String to = values.characters(upper.get(), scope);
                if (lower.equals(upper)) {
                    from.chars().forEach(c -> characters.add((char) c));
                } else if (from.length() == 1 && to.length() == 1) {
                    for (int c = from.charAt(0); c <= to.charAt(0); c++) {
                        characters.add((char) c);
                    }
                } else {
                    throw new SchemaProblem(place, "a range is from one character to another");
                }
            }
            case Ast.Subtype _, Ast.Size _, Ast.From _, Ast.Intersection _, Ast.Invisible _ ->
                    throw new SchemaProblem(place, "FROM takes characters and ranges of them");
        }
        return characters;
    }
}
