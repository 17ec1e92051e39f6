package org.dragoman.gateway.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.dragoman.core.call.Side;

/// The REST calls of Flashphoner Web Call Server that integrators use, on the calls of this
/// gateway: the account of {@code sipLogin} is called first and is the caller, {@code callee} next.
/// Calls go by the {@code callId} that the integrator gave, or by the gateway's own.
///
/// - Source: Flashphoner WCS 5.2 documentation, "REST-methods and response statuses" of SIP calls.
final class FlashphonerApi {
    /// In front of every path, as there.
    static final String BASE = "/rest-api";

    private static final int REMEMBERED = 10_000; // names that integrators gave
    private static final int USER_BUSY = 17; // Q.850
    private static final int NORMAL = 16;
    private static final Set<String> CLIENTS = Set.of("webrtc", "rtmp"); // as legs' protocols
    private static final String ACCOUNT = "account"; // a caller's, whatever the device

    /// One of the calls.
    enum Verb {
        STARTUP("/call/startup", Scope.CALL),
        FIND("/call/find", Scope.READ),
        FIND_ALL("/call/find_all", Scope.READ),
        TERMINATE("/call/terminate", Scope.CONTROL),
        SEND_DTMF("/call/send_dtmf", Scope.CONTROL),
        HOLD("/call/hold", Scope.CONTROL),
        UNHOLD("/call/unhold", Scope.CONTROL),
        TRANSFER("/call/transfer", Scope.CONTROL);

        private final String path;
        private final Scope scope;

        Verb(String path, Scope scope) {
            this.path = path;
            this.scope = scope;
        }

        String path() {
            return path;
        }

        Scope scope() {
            return scope;
        }
    }

    static final List<Verb> OPERATIONS = List.of(Verb.values());

    private final ObjectMapper json = new ObjectMapper();
    private final GatewayControl control;

    /// Names that integrators gave, and the calls; the oldest are forgotten.
    private final Map<String, String> known =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                    return size() > REMEMBERED;
                }
            };
    private final Map<String, Boolean> held = new ConcurrentHashMap<>(); // by the gateway's name

    FlashphonerApi(GatewayControl control) {
        this.control = control;
    }

    Reply reply(Verb operation, byte[] body) {
        try {
            var asked = body.length == 0 ? json.createObjectNode() : json.readTree(body);
            return asked.isObject() ? reply(operation, asked) : bad("", "a JSON object");
        } catch (JsonProcessingException notJson) {
            return bad("", "JSON");
        } catch (IOException e) {
            throw new IllegalStateException("bytes cannot fail", e);
        }
    }

    private Reply reply(Verb operation, JsonNode asked) {
        return switch (operation) {
            case STARTUP -> startup(asked);
            case FIND -> find(asked);
            case FIND_ALL -> found(control.calls());
            case TERMINATE -> terminate(asked);
            case SEND_DTMF -> sendDigits(asked);
            case HOLD -> hold(asked, true);
            case UNHOLD -> hold(asked, false);
            case TRANSFER -> transfer(asked);
        };
    }

    private Reply startup(JsonNode asked) {
        var login = text(asked, "sipLogin");
        var callee = text(asked, "callee");
        if (!login.matches(Allowed.NUMBER)) {
            return bad("sipLogin", "a number or name");
        }
        if (!callee.matches(Allowed.NUMBER)) {
            return bad("callee", "a number or name");
        }
        var name = text(asked, "callId");
        if (!name.isEmpty() && inProgress(name).isPresent()) {
            return new Reply(
                    409, Optional.of(new ErrorView("There is such a call already.", "callId")));
        }
        var begun = control.begin(login, callee, Optional.empty());
        begun.filter(_ -> !name.isEmpty()).ifPresent(id -> remember(name, id));
        return begun.isPresent()
                ? done()
                : new Reply(503, Optional.of(new ErrorView("No more calls now.")));
    }

    private Reply find(JsonNode asked) {
        var name = text(asked, "callId");
        var status = text(asked, "status");
        var calls = name.isEmpty() ? control.calls() : control.call(idOf(name)).stream().toList();
        return found(
                calls.stream()
                        .filter(c -> status.isEmpty() || status(c).equals(status))
                        .filter(c -> fits(asked, "caller", c.from()))
                        .filter(c -> fits(asked, "callee", c.to()))
                        .toList());
    }

    private static boolean fits(JsonNode asked, String field, String value) {
        var wanted = text(asked, field);
        return wanted.isEmpty() || wanted.equals(value);
    }

    private Reply found(List<CallView> calls) {
        return calls.isEmpty() ? missing() : Reply.ok(calls.stream().map(this::view).toList());
    }

    private Reply terminate(JsonNode asked) {
        return control.hangUp(idOf(text(asked, "callId"))) ? done() : missing();
    }

    private Reply sendDigits(JsonNode asked) {
        var digits = text(asked, "dtmf");
        return digits.matches("[0-9A-D*#]{1,32}")
                ? reply(control.sendDigits(idOf(text(asked, "callId")), Side.CALLEE, digits))
                : bad("dtmf", "1 to 32 of 0-9, A-D, * and #");
    }

    private Reply hold(JsonNode asked, boolean on) {
        var id = idOf(text(asked, "callId"));
        var outcome = control.hold(id, Side.CALLEE, on);
        if (outcome == GatewayControl.Outcome.DONE && on) {
            held.put(id, true);
        } else {
            held.remove(id);
        }
        return reply(outcome);
    }

    private Reply transfer(JsonNode asked) {
        var target = text(asked, asked.has("target") ? "target" : "callee");
        return target.matches(Allowed.NUMBER)
                ? reply(control.transfer(idOf(text(asked, "callId")), Side.CALLER, target))
                : bad("target", "a number or name");
    }

    private static Reply reply(GatewayControl.Outcome outcome) {
        return switch (outcome) {
            case DONE -> done();
            case NO_SUCH_CALL -> missing();
            case NOBODY_TALKS ->
                    new Reply(409, Optional.of(new ErrorView("Nobody talks in it now.")));
        };
    }

    /// A call in the words of that product.
    private Map<String, Object> view(CallView call) {
        var view = new LinkedHashMap<String, Object>();
        var status = status(call);
        view.put("callId", nameOf(call.id()));
        view.put("incoming", isIncoming(call));
        view.put("status", status);
        view.put("sipStatus", sipStatus(status));
        view.put("caller", call.from());
        view.put("callee", call.to());
        view.put("hasAudio", true);
        view.put("hasVideo", call.legs().stream().anyMatch(l -> l.media().video().flows()));
        view.put("visibleName", call.from());
        view.put("mediaProvider", speaks(call, "rtmp"::equals) ? "Flash" : "WebRTC");
        view.put("holdForTransfer", false);
        return view;
    }

    /// From outside to a client of that product's kind; what it began itself is none.
    private boolean isIncoming(CallView call) {
        return !isKnown(call.id())
                && call.legs().stream()
                        .filter(leg -> leg.index() == 0)
                        .map(CallView.LegView::protocol)
                        .noneMatch(p -> p.equals(ACCOUNT) || CLIENTS.contains(p))
                && speaks(call, CLIENTS::contains);
    }

    private static boolean speaks(CallView call, Predicate<String> protocol) {
        return call.legs().stream().map(CallView.LegView::protocol).anyMatch(protocol);
    }

    private String status(CallView call) {
        if (call.cause() > 0) {
            held.remove(call.id());
            if (call.cause() == USER_BUSY) {
                return "BUSY";
            }
            return call.answeredMillis() >= 0 || call.cause() == NORMAL ? "FINISH" : "FAILED";
        }
        if (held.containsKey(call.id())) {
            return "HOLD";
        }
        if (call.answeredMillis() >= 0) {
            return "ESTABLISHED";
        }
        if (call.ringingMillis() >= 0) {
            return "RING";
        }
        return call.postDialDelayMillis() >= 0 ? "SESSION_PROGRESS" : "TRYING";
    }

    private static int sipStatus(String status) {
        return switch (status) {
            case "TRYING" -> 100;
            case "RING" -> 180;
            case "SESSION_PROGRESS" -> 183;
            case "BUSY" -> 486;
            case "FAILED" -> 480;
            default -> 200;
        };
    }

    private void remember(String name, String id) {
        synchronized (known) {
            known.remove(name);
            known.put(name, id);
        }
    }

    private boolean isKnown(String id) {
        synchronized (known) {
            return known.containsValue(id);
        }
    }

    private Optional<CallView> inProgress(String name) {
        return control.call(idOf(name)).filter(c -> c.cause() == 0);
    }

    /// The gateway's name of a call; what is none stays as it is, and names no call.
    private String idOf(String name) {
        synchronized (known) {
            return known.getOrDefault(name, name);
        }
    }

    private String nameOf(String id) {
        synchronized (known) {
            return known.entrySet().stream()
                    .filter(e -> e.getValue().equals(id))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(id);
        }
    }

    private static String text(JsonNode asked, String field) {
        return asked.path(field).asText("");
    }

    /// Their clients look for a list of calls in whatever body there is (their example
    /// "SIP as RTMP" reads {@code response[0].status}): so there is none.
    private static Reply done() {
        return new Reply(200, Optional.empty());
    }

    private static Reply missing() {
        return Reply.missing(new ErrorView("There is no such call."));
    }

    private static Reply bad(String field, String what) {
        return new Reply(400, Optional.of(new ErrorView("It must be " + what + ".", field)));
    }
}
