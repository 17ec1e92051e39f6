package org.dragoman.gateway.route;

import java.util.HashMap;
import java.util.Map;
import org.dragoman.core.account.AccountRoutes;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.route.RouteService;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Routes;
import org.dragoman.core.route.TrunkStates;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.rules.PhoneNumbers;

/// Makes the routes of a configuration, and keeps those outside who may be asked.
public final class RouteMaker implements AutoCloseable {
    private final Accounts accounts;
    private final TrunkStates states;
    private Map<RouteServiceConfig, HttpRouteService> services = Map.of();

    public RouteMaker(Accounts accounts, TrunkStates states) {
        this.accounts = accounts;
        this.states = states;
    }

    /// Routes; those who were asked by older ones, and by these no more, are not asked again.
    public synchronized Routes routes(Configuration configuration) {
        var kept = new HashMap<RouteServiceConfig, HttpRouteService>();
        for (var config : configuration.routeServices()) {
            var there = services.get(config);
            kept.put(config, there == null ? HttpRouteService.of(config) : there);
        }
        services.forEach(
                (config, service) -> {
                    if (!kept.containsKey(config)) {
                        service.close();
                    }
                });
        services = Map.copyOf(kept);
        var byName = new HashMap<String, RouteService>();
        services.forEach((config, service) -> byName.put(config.name(), service));
        return new AccountRoutes(
                accounts, new Router(configuration.dialPlan(), new PhoneNumbers(), states, byName));
    }

    @Override
    public synchronized void close() {
        services.values().forEach(HttpRouteService::close);
    }
}
