package org.dragoman.tests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.route.DialPlan;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.core.route.RouteQuery;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Routing;
import org.dragoman.core.route.Rule;
import org.dragoman.gateway.config.ConfigurationReader;
import org.dragoman.rules.Mappings;

/// How long 100,000 prefixes take to load, from a table and as rules, and a number to be routed.
public final class RouteBench {
    private static final int PREFIXES = 100_000;
    private static final int NUMBERS = 1_000_000;
    private static final int ROUNDS = 5;

    private RouteBench() {}

    public static void main(String[] none) throws IOException {
        var random = new Random(6);
        var prefixes = prefixes(random);
        var folder = Files.createTempDirectory("routes");
        try {
            var file = configuration(folder, prefixes);
            for (int i = 0; i < ROUNDS; i++) {
                long begin = System.nanoTime();
                var outcome = new ConfigurationReader(Mappings.load()).read(file);
                var router = new Router(outcome.configuration().dialPlan());
                tell("table: load", begin, 1);
                if (!outcome.problems().isEmpty()) {
                    throw new IllegalStateException(outcome.problems().toString());
                }
                lookUp("table", router, prefixes, random);
            }
        } finally {
            Files.delete(folder.resolve("routes.csv"));
            Files.delete(folder.resolve("dragoman.yaml"));
            Files.delete(folder);
        }
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            var router = new Router(DialPlan.of(rules(prefixes)));
            tell("rules: load", begin, 1);
            lookUp("rules", router, prefixes, random);
        }
    }

    private static List<String> prefixes(Random random) {
        var all = new LinkedHashSet<String>();
        while (all.size() < PREFIXES) {
            all.add(Long.toString(random.nextLong(100_000, 1_000_000_000)));
        }
        return new ArrayList<>(all);
    }

    private static Path configuration(Path folder, List<String> prefixes) throws IOException {
        var table = new StringBuilder("prefix,to\n");
        prefixes.forEach(p -> table.append(p).append(",carrier\n"));
        Files.writeString(folder.resolve("routes.csv"), table);
        return Files.writeString(
                folder.resolve("dragoman.yaml"),
                """
                peers: {carrier: {protocol: sip, address: 192.0.2.10}}
                dial-plan: [{table: routes.csv}]
                """);
    }

    private static Rule[] rules(List<String> prefixes) {
        return prefixes.stream()
                .map(p -> Rule.to(p, NumberPattern.prefix(p), "carrier"))
                .toArray(Rule[]::new);
    }

    private static void lookUp(String what, Router router, List<String> prefixes, Random random) {
        var queries = new ArrayList<RouteQuery>();
        for (int i = 0; i < 10_000; i++) {
            var number = prefixes.get(random.nextInt(prefixes.size())) + "1234";
            var request =
                    CallRequest.of(Party.ofNumber("100"), Party.ofNumber(number), Optional.empty());
            queries.add(RouteQuery.of(request, "pbx", Instant.EPOCH));
        }
        int sent = 0;
        long begin = System.nanoTime();
        for (int i = 0; i < NUMBERS; i++) {
            sent += router.route(queries.get(i % queries.size())) instanceof Routing.To ? 1 : 0;
        }
        tell(what + ": a number", begin, NUMBERS);
        if (sent != NUMBERS) {
            throw new IllegalStateException("not all were routed: " + sent);
        }
    }

    private static void tell(String what, long begin, int times) {
        double micros = (System.nanoTime() - begin) / 1e3 / times;
        System.out.printf("%-18s %,12.2f µs%n", what, micros);
    }
}
