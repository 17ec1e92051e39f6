package org.dragoman.asn1.schema;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Puts the items of an ENUMERATED in the order of their numbers.
///
/// Source: ITU-T X.680 §20; X.691 §14.1.
final class Items {
    private final ValueReader values;
    private final Scope scope;

    Items(ValueReader values, Scope scope) {
        this.values = values;
        this.scope = scope;
    }

    private record Numbered(Model.Item item, BigInteger number) {}

    Model.EnumeratedType type(Model.TypeName name, String asnName, Ast.Enumerated written)
            throws SchemaProblem {
        Set<BigInteger> used = new HashSet<>();
        List<Numbered> root = numbered(written.root(), used, BigInteger.ZERO);
        BigInteger highest =
                used.stream().max(Comparator.naturalOrder()).orElse(BigInteger.ONE.negate());
        List<Numbered> additions = numbered(written.additions(), used, highest.add(BigInteger.ONE));
        if (root.isEmpty()) {
            throw new SchemaProblem(written.place(), "an ENUMERATED without items");
        }
        return new Model.EnumeratedType(
                name,
                asnName,
                written.place(),
                sorted(root),
                written.extensible(),
                sorted(additions));
    }

    private static List<Model.Item> sorted(List<Numbered> items) {
        return items.stream()
                .sorted(Comparator.comparing(Numbered::number))
                .map(Numbered::item)
                .toList();
    }

    /// Items without a number get the lowest free ones in the order they are written.
    private List<Numbered> numbered(List<Ast.Item> items, Set<BigInteger> used, BigInteger from)
            throws SchemaProblem {
        for (Ast.Item item : items) {
            if (item.number().isPresent()
                    && !used.add(values.integer(item.number().get(), scope))) {
                throw new SchemaProblem(item.place(), "a number that another item has");
            }
        }
        var numbered = new ArrayList<Numbered>();
        var names = new HashSet<String>();
        BigInteger next = from;
        for (Ast.Item item : items) {
            BigInteger number;
            if (item.number().isPresent()) {
                number = values.integer(item.number().get(), scope);
            } else {
                while (!used.add(next)) {
                    next = next.add(BigInteger.ONE);
                }
                number = next;
            }
            String constant = Names.constant(item.name());
            if (!names.add(constant)) {
                throw new SchemaProblem(item.place(), item.name() + " is there twice");
            }
            numbered.add(new Numbered(new Model.Item(item.name(), constant), number));
        }
        return numbered;
    }
}
