package org.dragoman.gateway.route;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.dragoman.core.account.AccountRoutes;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.route.RouteService;
import org.dragoman.core.route.Router;
import org.dragoman.core.route.Routes;
import org.dragoman.core.route.TrunkStates;
import org.dragoman.gateway.agi.AgiDatabase;
import org.dragoman.gateway.agi.AgiService;
import org.dragoman.gateway.config.Configuration;
import org.dragoman.rules.DialStatuses;
import org.dragoman.rules.PhoneNumbers;

/// Makes the routes of a configuration, and keeps those outside who may be asked.
public final class RouteMaker implements AutoCloseable {
    private final Accounts accounts;
    private final TrunkStates states;
    private final DialStatuses statuses;
    private final AgiDatabase database = new AgiDatabase();
    private Map<RouteServiceConfig, OutsideService> services = Map.of();

    /// - {@code statuses}: what scripts are told of calls that fail.
    public RouteMaker(Accounts accounts, TrunkStates states, DialStatuses statuses) {
        this.accounts = accounts;
        this.states = states;
        this.statuses = statuses;
    }

    /// Routes; those who were asked by older ones, and by these no more, are not asked again.
    public synchronized Routes routes(Configuration configuration) {
        var kept = new HashMap<RouteServiceConfig, OutsideService>();
        for (var config : configuration.routeServices()) {
            var there = services.get(config);
            kept.put(config, there == null ? service(config) : there);
        }
        services.forEach(
                (config, service) -> {
                    if (!kept.containsKey(config)) {
                        service.retire();
                    }
                });
        services = Map.copyOf(kept);
        var byName = new HashMap<String, RouteService>();
        services.forEach((config, service) -> byName.put(config.name(), service));
        return new AccountRoutes(
                accounts, new Router(configuration.dialPlan(), new PhoneNumbers(), states, byName));
    }

    private OutsideService service(RouteServiceConfig config) {
        return switch (config) {
            case RouteServiceConfig.Web web -> HttpRouteService.of(web);
            case RouteServiceConfig.Script(var agi) ->
                    new AgiService(agi, database, statuses, InstantSource.system());
        };
    }

    @Override
    public synchronized void close() {
        services.values().forEach(OutsideService::close);
    }
}
