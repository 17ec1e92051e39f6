package org.dragoman.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// The REST interface described for programs, made of {@link RestApi} and of the records it answers
/// with. Source: OpenAPI Specification 3.1.1, JSON Schema 2020-12.
public final class OpenApi {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String TOKEN = "token";

    private final Map<String, Object> schemas = new TreeMap<>();

    private OpenApi() {}

    /// The description as it is served and as it lies in {@code docs}.
    public static String text() {
        var unix = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(unix).withArrayIndenter(unix);
        try {
            return new ObjectMapper().writer(printer).writeValueAsString(description());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps and texts are JSON", e);
        }
    }

    static Map<String, Object> description() {
        return new OpenApi().document();
    }

    private Map<String, Object> document() {
        var paths = new LinkedHashMap<String, Object>();
        for (var operation : RestApi.OPERATIONS) {
            @SuppressWarnings("unchecked") // every value is put right here
            var path =
                    (Map<String, Object>)
                            paths.computeIfAbsent(operation.path(), _ -> new LinkedHashMap<>());
            path.put(operation.method().toLowerCase(Locale.ROOT), of(operation));
        }
        return object(
                "openapi", "3.1.1",
                "info",
                        object(
                                "title", "Dragoman",
                                "version", "1",
                                "summary", "Sees, begins and rules the calls of a running gateway.",
                                "description",
                                        "Listens on loopback until told otherwise. Address and token"
                                                + " lie in the file `rest` of the gateway's state"
                                                + " folder, which only the user who started it can"
                                                + " read. Further tokens, with scopes, are in"
                                                + " `rest: tokens` of the configuration; with"
                                                + " them it is also answered on the web server.",
                                "license",
                                        object("name", "Apache 2.0", "identifier", "Apache-2.0")),
                "servers", List.of(object("url", RestApi.BASE)),
                "security", List.of(object(TOKEN, List.of())),
                "paths", paths,
                "components",
                        object(
                                "securitySchemes",
                                object(TOKEN, object("type", "http", "scheme", "bearer")),
                                "schemas",
                                schemas));
    }

    private Map<String, Object> of(Operation operation) {
        var described = object("operationId", operation.name(), "summary", operation.summary());
        if (operation.hasId()) {
            described.put("parameters", List.of(id()));
        }
        if (operation.isQuery()) {
            described.put("parameters", query(operation.order().orElseThrow()));
        } else {
            operation.order().ifPresent(order -> described.put("requestBody", of(order)));
        }
        described.put("x-scope", operation.scope().word());
        var responses = new LinkedHashMap<String, Object>();
        for (var answer : operation.answers()) {
            var response = object("description", answer.meaning());
            answer.body()
                    .ifPresent(
                            b ->
                                    response.put(
                                            "content",
                                            object(mediaType(operation), object("schema", of(b)))));
            responses.put(Integer.toString(answer.status()), response);
        }
        responses.put("401", object("description", "The token is missing or wrong."));
        responses.put("403", object("description", "The token is not good for this."));
        described.put("responses", responses);
        return described;
    }

    private static String mediaType(Operation operation) {
        return operation.path().equals(RestApi.EVENTS) ? "text/event-stream" : "application/json";
    }

    private Map<String, Object> of(Operation.Order order) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : order.of().getRecordComponents()) {
            var allowed = Objects.requireNonNull(component.getAnnotation(Allowed.class));
            var property =
                    object(
                            "type",
                            "string",
                            "pattern",
                            "^(" + allowed.value() + ")$",
                            "description",
                            component.getAnnotation(Meaning.class).value());
            if (!allowed.otherwise().isEmpty()) {
                property.put("default", allowed.otherwise());
            } else if (component.getType() != Optional.class) {
                required.add(component.getName());
            }
            properties.put(component.getName(), property);
        }
        var schema = object("type", "object", "properties", properties, "required", required);
        schema.put("additionalProperties", false);
        var content = object("schema", schema, "example", example(order));
        return object(
                "required", !required.isEmpty(), "content", object("application/json", content));
    }

    /// The parts of a query; one that must not be missing there is not.
    private static List<Object> query(Operation.Order order) {
        var parts = new ArrayList<Object>();
        for (var component : order.of().getRecordComponents()) {
            var allowed = Objects.requireNonNull(component.getAnnotation(Allowed.class));
            var schema = object("type", "string", "pattern", "^(" + allowed.value() + ")$");
            if (!allowed.otherwise().isEmpty()) {
                schema.put("default", allowed.otherwise());
            }
            parts.add(
                    object(
                            "name",
                            component.getName(),
                            "in",
                            "query",
                            "required",
                            false,
                            "description",
                            component.getAnnotation(Meaning.class).value(),
                            "schema",
                            schema));
        }
        return parts;
    }

    private static Object example(Operation.Order order) {
        try {
            return new ObjectMapper().readValue(order.example(), Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the example is no JSON: " + order.example(), e);
        }
    }

    private static Map<String, Object> id() {
        return object(
                "name",
                Operation.ID,
                "in",
                "path",
                "required",
                true,
                "description",
                "The call's name.",
                "schema",
                object("type", "string", "pattern", "^[0-9a-f]{12}$"));
    }

    private Map<String, Object> of(Operation.Body body) {
        var one = schema(body.of());
        return body.isList() ? object("type", "array", "items", one) : one;
    }

    private Map<String, Object> schema(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return object("type", "array", "items", schema(list.getActualTypeArguments()[0]));
        }
        if (!(type instanceof Class<?> plain)) {
            throw new IllegalStateException("no answer has such a field: " + type);
        }
        if (plain.isRecord()) {
            return reference(plain);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> object("type", "string");
            case "boolean" -> object("type", "boolean");
            case "int", "Integer" -> object("type", "integer", "format", "int32");
            case "long" -> object("type", "integer", "format", "int64");
            case "double" -> object("type", "number", "format", "double");
            case "Object" -> object("type", "object");
            default -> throw new IllegalStateException("no answer has such a field: " + type);
        };
    }

    /// The record, described once and referred to from wherever it stands.
    private Map<String, Object> reference(Class<?> view) {
        var name = view.getSimpleName().replaceFirst("View$", "");
        if (!schemas.containsKey(name)) {
            var properties = new LinkedHashMap<String, Object>();
            var described = object("type", "object", "properties", properties);
            schemas.put(name, described); // before its fields, which may be of the same kind
            var required = new ArrayList<String>();
            for (var component : view.getRecordComponents()) {
                properties.put(component.getName(), property(component));
                required.add(component.getName());
            }
            described.put("required", required);
        }
        return object("$ref", SCHEMAS + name);
    }

    private Map<String, Object> property(RecordComponent component) {
        var meaning =
                Objects.requireNonNull(
                        component.getAnnotation(Meaning.class),
                        () -> "say what it means, with @Meaning: " + component);
        var property = schema(component.getGenericType());
        if (!meaning.format().isEmpty()) {
            property.put("format", meaning.format());
        }
        property.put("description", meaning.value());
        return property;
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }
}
