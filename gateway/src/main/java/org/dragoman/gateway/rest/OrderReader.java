package org.dragoman.gateway.rest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// Reads the body of a request into one of {@link Orders}. Every field is looked at, none more is
/// taken, and a mistake is said with the field's name.
final class OrderReader {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /// The body is not what is asked for.
    static final class Mistake extends Exception {
        private static final long serialVersionUID = 1L;
        private final String field;

        Mistake(String field, String why) {
            super(why);
            this.field = field;
        }

        ErrorView view() {
            return new ErrorView(getMessage(), field);
        }
    }

    private OrderReader() {}

    static Object read(Class<?> type, byte[] body) throws Mistake {
        var object = object(body);
        var components = type.getRecordComponents();
        for (var field : object.properties()) {
            if (Arrays.stream(components).noneMatch(c -> c.getName().equals(field.getKey()))) {
                throw new Mistake(field.getKey(), "There is no such field.");
            }
        }
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = value(components[i], object.path(components[i].getName()));
        }
        return made(type, components, values);
    }

    private static JsonNode object(byte[] body) throws Mistake {
        try {
            var node = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException notJson) {
            throw new Mistake("", "The body is no JSON.");
        }
        throw new Mistake("", "The body is no JSON object.");
    }

    private static Object value(RecordComponent component, JsonNode given) throws Mistake {
        var allowed = Objects.requireNonNull(component.getAnnotation(Allowed.class));
        var name = component.getName();
        boolean isOptional = component.getType() == Optional.class;
        if (given.isMissingNode() || given.isNull()) {
            if (isOptional) {
                return Optional.empty();
            }
            if (!allowed.otherwise().isEmpty()) {
                return allowed.otherwise();
            }
            throw new Mistake(name, "It is missing: " + allowed.words() + ".");
        }
        if (!given.isTextual() || !given.textValue().matches(allowed.value())) {
            throw new Mistake(name, "It must be " + allowed.words() + ".");
        }
        return isOptional ? Optional.of(given.textValue()) : given.textValue();
    }

    private static Object made(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            var types =
                    Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record is made of its components", e);
        }
    }
}
