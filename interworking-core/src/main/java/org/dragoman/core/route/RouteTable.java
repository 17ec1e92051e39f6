package org.dragoman.core.route;

/// Routes by the beginnings of numbers, the longest one deciding.
///
/// - {@code file}: what people know it by.
public record RouteTable(String file, PrefixTable<Row> rows) {
    /// What holds for one beginning.
    ///
    /// - {@code then}: {@link Then.Send} or {@link Then.Refuse}.
    public record Row(String prefix, int line, Then then) {}
}
