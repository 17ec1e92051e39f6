package org.dragoman.core.account;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Where accounts can be reached now. Adapters enter and take away their devices; calls ask. Safe
/// from any thread.
public final class Registrations {
    public static final int DEVICES = 10; // of one account; more is a client gone wild
    private static final Comparator<Device> LIKED_FIRST =
            Comparator.comparingInt(Device::priority)
                    .reversed()
                    .thenComparing(Device::since, Comparator.reverseOrder())
                    .thenComparing(Device::id);

    private final InstantSource time;
    private final Map<String, Map<String, Device>> byAccount = new ConcurrentHashMap<>();

    public Registrations(InstantSource time) {
        this.time = time;
    }

    /// Enters a device, in place of the one with the same id.
    ///
    /// - Returns: false where the account has so many devices that no other is taken.
    public boolean enter(Device device) {
        var devices =
                byAccount.compute(
                        device.account(),
                        (_, before) -> {
                            var after = before == null ? Map.<String, Device>of() : before;
                            return with(after, device);
                        });
        return devices.get(device.id()) == device;
    }

    private Map<String, Device> with(Map<String, Device> before, Device device) {
        var after = new HashMap<>(before);
        after.values().removeIf(d -> !d.expires().isAfter(time.instant()));
        if (after.containsKey(device.id()) || after.size() < DEVICES) {
            after.put(device.id(), device);
        }
        return Map.copyOf(after);
    }

    /// Takes a device away; one that was entered anew since under its id stays.
    public void leave(Device device) {
        byAccount.computeIfPresent(
                device.account(),
                (_, before) -> {
                    var after = new HashMap<>(before);
                    after.remove(device.id(), device);
                    return after.isEmpty() ? null : Map.copyOf(after);
                });
    }

    /// The devices of an account, the one it likes best first.
    public List<Device> of(String account) {
        var now = time.instant();
        return byAccount.getOrDefault(account, Map.of()).values().stream()
                .filter(d -> d.expires().isAfter(now))
                .sorted(LIKED_FIRST)
                .toList();
    }

    /// All devices, by account.
    public List<Device> all() {
        var all = new ArrayList<Device>();
        byAccount.keySet().stream().sorted().forEach(a -> all.addAll(of(a)));
        return List.copyOf(all);
    }
}
