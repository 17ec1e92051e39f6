package org.dragoman.gateway.cli;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.gateway.rest.AccountView;
import org.dragoman.gateway.rest.AccountView.DeviceView;
import org.dragoman.gateway.rest.RestClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// {@code dragoman account list}.
@Command(
        name = "list",
        description =
                "Show the accounts and, where a gateway runs here, the devices that each can be"
                        + " called at now.",
        mixinStandardHelpOptions = true)
final class AccountListCommand implements Callable<Integer> {
    private static final String ROW = "%-12s  %-20s  %-12s  %s%n";
    private static final String DEVICE = "              %s%n"; // under the name

    @Spec private CommandSpec spec;
    @Mixin private JsonOption json;
    @Mixin private AccountStore store;
    @Mixin private GatewayOption gateway;

    AccountListCommand() {}

    @Override
    public Integer call() throws CommandFailed {
        var config = store.config();
        var kept = store.read(config);
        var out = spec.commandLine().getOut();
        var all =
                Stream.concat(
                                config.fixed().stream(),
                                kept.stream().filter(a -> !isAmong(config.fixed(), a)))
                        .toList();
        if (json.isAsked()) {
            var devices = devices();
            JsonOption.print(
                    out,
                    all.stream()
                            .map(a -> view(a, devices.getOrDefault(a.number(), List.of())))
                            .toList());
            return 0;
        }
        if (all.isEmpty()) {
            out.println("There are no accounts: dragoman account add NUMBER makes one.");
            return 0;
        }
        var devices = devices();
        out.printf(ROW, "NUMBER", "NAME", "BY", "MAY CALL");
        all.forEach(
                a -> {
                    print(a, config.realm());
                    devices.getOrDefault(a.number(), List.of())
                            .forEach(d -> out.printf(DEVICE, text(d)));
                });
        return 0;
    }

    private static AccountView view(Account account, List<DeviceView> devices) {
        return new AccountView(
                account.number(),
                account.name().orElse(""),
                account.protocols().stream().map(Protocol::word).sorted().toList(),
                account.mayCall().stream().map(NumberPattern::written).toList(),
                devices);
    }

    private static boolean isAmong(List<Account> accounts, Account one) {
        return accounts.stream().anyMatch(a -> a.number().equals(one.number()));
    }

    /// By account, as the running gateway says; none where none runs.
    private Map<String, List<DeviceView>> devices() {
        try (var rest = gateway.open()) {
            return rest.accounts().stream()
                    .collect(Collectors.toMap(AccountView::number, AccountView::devices));
        } catch (RestClient.Unreachable noGateway) {
            spec.commandLine().getErr().println("Devices are not shown: " + noGateway.getMessage());
            return Map.of();
        }
    }

    private static String text(DeviceView device) {
        var until = device.expires().isEmpty() ? "" : ", until " + device.expires();
        return device.protocol()
                + "  "
                + device.description()
                + ", since "
                + device.since()
                + until;
    }

    private void print(Account account, String realm) {
        var mayCall =
                account.mayCall().isEmpty()
                        ? "accounts"
                        : "accounts, "
                                + account.mayCall().stream()
                                        .map(NumberPattern::written)
                                        .collect(Collectors.joining(", "));
        var barred =
                account.secret().realm().equals(realm)
                        ? ""
                        : "  (its password is for another realm: set it again)";
        spec.commandLine()
                .getOut()
                .printf(
                        ROW,
                        account.number(),
                        account.name().orElse(""),
                        account.protocols().stream()
                                .map(Protocol::word)
                                .sorted()
                                .collect(Collectors.joining(",")),
                        mayCall + barred);
    }
}
