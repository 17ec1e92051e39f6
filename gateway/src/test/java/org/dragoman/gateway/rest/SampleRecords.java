package org.dragoman.gateway.rest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Call records of which a test says only what matters to it.
public final class SampleRecords {
    private SampleRecords() {}

    /// A record without legs; what is not given is not known.
    public static RecordView of(Map<String, Object> fields) {
        return make(RecordView.class, fields);
    }

    /// The same with these legs.
    public static RecordView of(Map<String, Object> fields, List<RecordLegView> legs) {
        var all = new HashMap<>(fields);
        all.put("legs", legs);
        return make(RecordView.class, all);
    }

    public static RecordLegView leg(Map<String, Object> fields) {
        return make(RecordLegView.class, fields);
    }

    /// A call of 90 seconds that has ended.
    public static RecordView ended(String call, String offeredAt) {
        return of(
                Map.of(
                        "callId",
                        call,
                        "offeredAt",
                        offeredAt,
                        "gateway",
                        "gw",
                        "startedAt",
                        "2026-11-22T00:00:00.000Z",
                        "state",
                        "ended",
                        "answeredAt",
                        offeredAt,
                        "billableMillis",
                        89_400L,
                        "billableSeconds",
                        90L,
                        "cause",
                        16),
                List.of(leg(Map.of("leg", 0, "role", "caller", "peer", "carrier"))));
    }

    private static <R extends Record> R make(Class<R> type, Map<String, Object> fields) {
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = fields.getOrDefault(components[i].getName(), unknown(types[i]));
        }
        var strangers = new HashMap<>(fields);
        Arrays.stream(components).forEach(c -> strangers.remove(c.getName()));
        if (!strangers.isEmpty()) {
            throw new IllegalArgumentException("no such fields: " + strangers);
        }
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object unknown(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int" -> -1;
            case "long" -> -1L;
            case "double" -> -1.0;
            case "List" -> List.of();
            default -> "";
        };
    }
}
