package org.dragoman.gateway.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One row of {@link RestApi}: what may be asked, what it means, what is answered, and how.
///
/// - {@code scope}: of a token that may.
/// - {@code name}: of the operation, for programs made from the description.
record Operation(
        Scope scope,
        String method,
        String path,
        String name,
        String summary,
        Optional<Order> order,
        List<Answer> answers,
        Handling handling) {
    /// The path parameter that names a call.
    static final String ID = "id";

    private static final String PLACE = "{" + ID + "}";

    private static final Optional<Body> NONE = Optional.empty();
    private static final Optional<Body> ERROR = Optional.of(new Body(ErrorView.class, false));

    /// One without a body.
    Operation(
            Scope scope,
            String method,
            String path,
            String name,
            String summary,
            List<Answer> answers,
            Handling handling) {
        this(scope, method, path, name, summary, Optional.empty(), answers, handling);
    }

    boolean hasId() {
        return path.contains(PLACE);
    }

    /// What stands for the path parameter in a path that is this operation's, empty where it has
    /// none; nothing where the path is another's.
    Optional<String> idIn(String asked) {
        if (!hasId()) {
            return Optional.of("").filter(_ -> asked.equals(path));
        }
        int at = path.indexOf(PLACE);
        var behind = path.substring(at + PLACE.length());
        int end = asked.length() - behind.length();
        boolean its = end > at && asked.startsWith(path.substring(0, at)) && asked.endsWith(behind);
        return Optional.of(asked)
                .filter(_ -> its)
                .map(a -> a.substring(at, end))
                .filter(id -> id.indexOf('/') < 0);
    }

    /// Whether its order stands in the query of the URL, as {@code ?limit=10}, and not in a body.
    boolean isQuery() {
        return method.equals("GET") && order.isPresent();
    }

    /// What it is answered, whichever way it was asked.
    ///
    /// - {@code id}: the path parameter; empty where the path has none.
    /// - {@code body}: JSON; of a query too ({@link QueryText}).
    Reply reply(GatewayControl control, String id, byte[] body) {
        try {
            var said =
                    order.isPresent()
                            ? Optional.of(OrderReader.read(order.get().of(), body))
                            : Optional.<Object>empty();
            return handling.reply(control, new Asked(id, said));
        } catch (OrderReader.Mistake mistake) {
            return new Reply(400, Optional.of(mistake.view()));
        }
    }

    /// The same where the query of the URL says what is wanted.
    Reply asked(GatewayControl control, String id, String query) {
        try {
            return reply(control, id, QueryText.toJson(query));
        } catch (OrderReader.Mistake mistake) {
            return new Reply(400, Optional.of(mistake.view()));
        }
    }

    /// A request.
    ///
    /// - {@code id}: the path parameter; empty where the path has none.
    /// - {@code order}: what its body says.
    record Asked(String id, Optional<Object> order) {
        <O> O order(Class<O> type) {
            return type.cast(order.orElseThrow());
        }
    }

    /// How a request is met.
    interface Handling {
        Reply reply(GatewayControl control, Asked asked);
    }

    /// What a request says in its body.
    ///
    /// - {@code example}: one that is taken, in JSON.
    record Order(Class<?> of, String example) {}

    /// JSON in an answer: one of these, or a list of them.
    record Body(Class<?> of, boolean isList) {}

    /// What can be answered to a request.
    ///
    /// - {@code status}: of HTTP.
    record Answer(int status, String meaning, Optional<Body> body) {
        static Answer done(String meaning) {
            return new Answer(204, meaning, NONE);
        }

        static Answer one(Class<?> of, String meaning) {
            return new Answer(200, meaning, Optional.of(new Body(of, false)));
        }

        static Answer many(Class<?> of, String meaning) {
            return new Answer(200, meaning, Optional.of(new Body(of, true)));
        }

        static Answer error(int status, ErrorView why) {
            return new Answer(status, why.error(), ERROR);
        }

        static Answer badRequest() {
            return new Answer(400, "The body is not what is asked for; the field is named.", ERROR);
        }

        static Answer badQuery() {
            return new Answer(400, "The query is not what is asked for; the part is named.", ERROR);
        }
    }

    static List<Answer> answers(Answer... answers) {
        return Arrays.asList(answers);
    }
}
