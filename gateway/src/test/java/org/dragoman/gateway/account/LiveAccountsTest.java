package org.dragoman.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.CodecPolicy;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.gateway.config.AccountReader;
import org.dragoman.sip.RegistrarConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveAccountsTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    @TempDir private Path folder;

    private static Account account(String number, String name) {
        return new Account(
                number,
                Optional.of(name),
                Secret.of(number, "dragoman", "x"),
                Set.of(Protocol.SIP),
                List.of(NumberPattern.prefix("7495"), NumberPattern.any()));
    }

    private AccountConfig config(Account... fixed) {
        return new AccountConfig(
                "dragoman",
                folder.resolve("data").resolve("accounts.yaml"),
                List.of(fixed),
                RegistrarConfig.STANDARD,
                CodecPolicy.ALL,
                AccountConfig.USUAL_HISTORY);
    }

    private static void change(AccountConfig config, AccountFile.Change change) throws IOException {
        new AccountFile(config.file()).change(AccountReader.of(config), change);
    }

    private static void until(BooleanSupplier what) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        var never = new CountDownLatch(1);
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            never.await(20, TimeUnit.MILLISECONDS);
        }
    }

    @Test
    void what_is_written_is_read_again_and_by_nobody_else() throws IOException {
        var config = config();
        var anna = account("1001", "Anna \"d'Arc\": #1 \\ é");
        change(config, _ -> List.of(anna, account("*55", "-")));
        var read = AccountReader.of(config).accounts(new AccountFile(config.file()).text());
        assertThat(read).hasSize(2);
        assertThat(read.getFirst().name()).isEqualTo(anna.name());
        assertThat(read.getFirst().secret()).isEqualTo(anna.secret());
        assertThat(read.getFirst().mayCall())
                .extracting(NumberPattern::written)
                .containsExactly("7495*", "*");
        assertThat(read.getLast().number()).isEqualTo("*55");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config.file())))
                .isEqualTo("rw-------");
        assertThat(Files.readString(config.file())).doesNotContain("secret");
    }

    @Test
    void a_running_gateway_takes_changes_up() throws Exception {
        var config = config(account("9", "fixed"));
        try (var accounts = LiveAccounts.start(config, AccountReader.of(config))) {
            assertThat(accounts.find("9")).isPresent();
            change(config, _ -> List.of(account("1001", "Anna")));
            until(() -> accounts.find("1001").isPresent());
            change(
                    config,
                    before -> {
                        var after = new ArrayList<>(before);
                        after.add(account("1002", "Boris"));
                        return after;
                    });
            until(() -> accounts.all().size() == 3);
            change(config, _ -> List.of());
            until(() -> accounts.all().size() == 1);
        }
    }

    @Test
    void a_file_with_a_mistake_changes_nothing() throws Exception {
        var config = config();
        change(config, _ -> List.of(account("1001", "Anna")));
        try (var accounts = LiveAccounts.start(config, AccountReader.of(config))) {
            assertThat(accounts.find("1001")).isPresent();
            Files.writeString(config.file(), "list:\n  - {number: '1002'}\n");
            assertThatIOException() // whoever would change it is told
                    .isThrownBy(() -> change(config, before -> before))
                    .withMessageContaining("md5");
            var mended = account("1003", "Clara");
            accounts.look();
            assertThat(accounts.all()).extracting(Account::number).containsExactly("1001");
            Files.delete(config.file());
            change(config, _ -> List.of(mended));
            until(() -> accounts.find("1003").isPresent());
        }
    }

    /// An older gateway reads what a newer one wrote: its accounts log in, and nothing of it is
    /// lost by a change.
    @Test
    void what_a_newer_version_added_is_left_aside_and_not_lost() throws Exception {
        var config = config();
        change(config, _ -> List.of(account("1001", "Anna")));
        var newer = Files.readString(config.file()) + "    ringtone: 'old phone'\n";
        Files.writeString(config.file(), newer);
        try (var accounts = LiveAccounts.start(config, AccountReader.tolerant(config))) {
            assertThat(accounts.find("1001")).isPresent();
        }
        assertThatIOException()
                .isThrownBy(() -> change(config, before -> before))
                .withMessageContaining("ringtone");
        assertThat(Files.readString(config.file())).isEqualTo(newer);
    }
}
