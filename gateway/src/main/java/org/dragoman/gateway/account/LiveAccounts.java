package org.dragoman.gateway.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The accounts as they are now. The file is looked at every second; where something in it is
/// wrong, what was there before holds, and the log says what is wrong.
public final class LiveAccounts implements Accounts, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LiveAccounts.class);
    private static final int EVERY = 1; // seconds

    private final AccountConfig config;
    private final AccountFile file;
    private final AccountFile.Reader reader;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Map<String, Account> byNumber;
    private Optional<Stamp> seen = Optional.empty();

    /// What tells one version of the file from another.
    private record Stamp(long modified, long size, Optional<Object> key) {}

    private LiveAccounts(AccountConfig config, AccountFile.Reader reader) {
        this.config = config;
        this.file = new AccountFile(config.file());
        this.reader = reader;
        this.byNumber = with(List.of());
    }

    /// Reads the accounts and watches their file.
    ///
    /// - {@code reader}: reads the text of that file.
    public static LiveAccounts start(AccountConfig config, AccountFile.Reader reader) {
        var accounts = new LiveAccounts(config, reader);
        accounts.look();
        Thread.ofVirtual().name("accounts").start(accounts::watch);
        return accounts;
    }

    private void watch() {
        try {
            while (!ended.await(EVERY, TimeUnit.SECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes up what the file says now.
    synchronized void look() {
        var now = stamp();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            var kept = reader.accounts(file.text());
            byNumber = with(kept);
            LOGGER.atInfo()
                    .addKeyValue("event", "accounts.read")
                    .addKeyValue("accounts", byNumber.size())
                    .log("accounts are taken up");
            kept.stream()
                    .filter(a -> !a.secret().realm().equals(config.realm()))
                    .forEach(this::tellRealm);
        } catch (IOException wrong) {
            LOGGER.atError()
                    .addKeyValue("event", "accounts.unreadable")
                    .log("the accounts stay as they were: " + wrong.getMessage());
        }
    }

    private void tellRealm(Account account) {
        LOGGER.atWarn()
                .addKeyValue("event", "accounts.other_realm")
                .addKeyValue("account", account.number())
                .log("the password was set for another realm: this account cannot log in");
    }

    private Optional<Stamp> stamp() {
        try {
            var of = Files.readAttributes(file.path(), BasicFileAttributes.class);
            return Optional.of(
                    new Stamp(
                            of.lastModifiedTime().toMillis(),
                            of.size(),
                            Optional.ofNullable(of.fileKey())));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    // what the configuration says comes first
    private Map<String, Account> with(List<Account> kept) {
        var all = new LinkedHashMap<String, Account>();
        config.fixed().forEach(a -> all.put(a.number(), a));
        kept.forEach(a -> all.putIfAbsent(a.number(), a));
        return Collections.unmodifiableMap(all);
    }

    @Override
    public String realm() {
        return config.realm();
    }

    @Override
    public Optional<Account> find(String number) {
        return Optional.ofNullable(byNumber.get(number));
    }

    @Override
    public List<Account> all() {
        return new ArrayList<>(byNumber.values());
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
