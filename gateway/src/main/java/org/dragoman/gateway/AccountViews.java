package org.dragoman.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Device;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.gateway.rest.AccountView;

/// Accounts and their devices as REST shows them.
final class AccountViews {
    private static final Duration FOR_EVER = Duration.ofDays(365); // as no registration is asked

    private AccountViews() {}

    static AccountView of(Account account, List<Device> devices, Instant now) {
        return new AccountView(
                account.number(),
                account.name().orElse(""),
                account.protocols().stream().map(Account.Protocol::word).sorted().toList(),
                account.mayCall().stream().map(NumberPattern::written).toList(),
                devices.stream().map(d -> device(d, now)).toList());
    }

    private static AccountView.DeviceView device(Device device, Instant now) {
        boolean lasts = device.expires().isAfter(now.plus(FOR_EVER));
        return new AccountView.DeviceView(
                device.protocol().word(),
                device.description(),
                text(device.since()),
                lasts ? "" : text(device.expires()));
    }

    private static String text(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
