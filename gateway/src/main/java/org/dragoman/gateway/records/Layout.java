package org.dragoman.gateway.records;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.dragoman.gateway.rest.Meaning;

/// How records of one kind lie in a table: a column for each component that is a text or a number.
/// An empty text and -1 are NULL there.
final class Layout<R extends Record> {
    private final Class<R> kind;
    private final List<Column> columns;

    Layout(Class<R> kind) {
        this.kind = kind;
        this.columns =
                Arrays.stream(kind.getRecordComponents())
                        .filter(c -> c.getType() != List.class)
                        .map(Column::new)
                        .toList();
    }

    /// One column, and the component it shows.
    private record Column(RecordComponent component) {
        String name() {
            return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
        }

        String sqlType() {
            return switch (type().getSimpleName()) {
                case "String" -> "TEXT";
                case "double" -> "DOUBLE PRECISION";
                default -> "BIGINT"; // the other numbers
            };
        }

        Class<?> type() {
            return component.getType();
        }

        Object of(Record row) {
            try {
                return component.getAccessor().invoke(row);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("records show their components", e);
            }
        }

        void bind(PreparedStatement into, int at, Object value) throws SQLException {
            switch (value) {
                case String text when text.isEmpty() -> into.setNull(at, Types.VARCHAR);
                case String text -> into.setString(at, text);
                case Integer number when number == -1 -> into.setNull(at, Types.BIGINT);
                case Integer number -> into.setLong(at, number);
                case Long number when number == -1 -> into.setNull(at, Types.BIGINT);
                case Long number -> into.setLong(at, number);
                case Double number when number == -1 -> into.setNull(at, Types.DOUBLE);
                case Double number -> into.setDouble(at, number);
                default -> throw new IllegalStateException("no column of records: " + component);
            }
        }

        Object read(ResultSet from) throws SQLException {
            if (type() == String.class) {
                var text = from.getString(name());
                return text == null ? "" : text;
            }
            if (type() == double.class) {
                double number = from.getDouble(name());
                return from.wasNull() ? -1.0 : number;
            }
            long number = from.getLong(name());
            long known = from.wasNull() ? -1 : number;
            return type() == int.class ? (Object) (int) known : (Object) known;
        }

        String written(Object value) {
            return value.equals(-1) || value.equals(-1L) || value.equals(-1.0)
                    ? ""
                    : value.toString();
        }
    }

    /// Names of the columns, in their order.
    List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /// What each column means, as REST says it: name, type, meaning.
    List<List<String>> explained() {
        return columns.stream()
                .map(
                        c ->
                                List.of(
                                        "`" + c.name() + "`",
                                        c.sqlType(),
                                        c.component().getAnnotation(Meaning.class).value()))
                .toList();
    }

    /// Binds a row to the parameters of a statement.
    ///
    /// - {@code first}: the parameter of the first column.
    void bind(PreparedStatement into, int first, R row) throws SQLException {
        int at = first;
        for (var column : columns) {
            column.bind(into, at++, column.of(row));
        }
    }

    /// The row that a result stands at.
    ///
    /// - {@code lists}: what is in the components that are no columns, in their order.
    R read(ResultSet from, List<?>... lists) throws SQLException {
        var components = kind.getRecordComponents();
        var values = new Object[components.length];
        int list = 0;
        for (int i = 0; i < components.length; i++) {
            values[i] =
                    components[i].getType() == List.class
                            ? lists[list++]
                            : new Column(components[i]).read(from);
        }
        try {
            var types =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            return kind.getConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record is made of its components", e);
        }
    }

    /// The values of a row as CSV has them: nothing where nothing is known.
    List<String> written(R row) {
        return columns.stream().map(c -> c.written(c.of(row))).toList();
    }
}
