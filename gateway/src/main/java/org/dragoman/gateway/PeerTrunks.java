package org.dragoman.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.call.Endpoint;
import org.dragoman.core.call.TrunkPolicy;
import org.dragoman.core.call.Trunks;

/// The peers by name. Filled while the gateway is put together, because calls and endpoints need
/// each other; then only their policies change.
final class PeerTrunks implements Trunks {
    private volatile Map<String, Trunk> byName = Map.of();

    void add(List<String> names, Endpoint endpoint, Map<String, TrunkPolicy> policies) {
        var more = new HashMap<>(byName);
        for (var name : names) {
            var policy = policies.getOrDefault(name, TrunkPolicy.DEFAULT);
            more.put(name, new Trunk(name, endpoint, policy));
        }
        byName = Map.copyOf(more);
    }

    /// From the next call on these policies hold.
    void policies(Map<String, TrunkPolicy> policies) {
        var changed = new HashMap<>(byName);
        policies.forEach(
                (name, policy) ->
                        changed.computeIfPresent(
                                name, (_, t) -> new Trunk(name, t.endpoint(), policy)));
        byName = Map.copyOf(changed);
    }

    @Override
    public Optional<Trunk> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
