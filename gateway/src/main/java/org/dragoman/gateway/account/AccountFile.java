package org.dragoman.gateway.account;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.route.NumberPattern;

/// The file of {@code dragoman account}: YAML, hashes instead of passwords, readable by its owner
/// alone. It is always written whole and put in its place at once, so that a reader sees the old or
/// the new and nothing between. Whoever writes it, it belongs to the owner of its folder: root adds
/// accounts to a gateway that runs as a user of its own.
public record AccountFile(Path path) {
    private static final String HEAD =
            "# Kept by \"dragoman account\"; a running gateway takes changes up by itself.\n"
                    + "# Passwords are here as hashes, good for logging in: let nobody read them.\n";

    /// Changes what is in the file.
    public interface Change {
        /// - Returns: what is to be there from now on.
        /// - Errors: IOException with a sentence for the operator; nothing is changed then.
        List<Account> apply(List<Account> before) throws IOException;
    }

    /// What the file says; empty where there is none.
    public String text() throws IOException {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    /// Changes the file; one change after another, whoever else does so too.
    ///
    /// - {@code read}: reads a text of this form.
    public void change(Reader read, Change change) throws IOException {
        Files.createDirectories(
                path.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var lock = path.resolveSibling(path.getFileName() + ".lock");
        try (var channel = open(lock)) {
            channel.lock(); // until it is closed
            belongsToOwnerOfFolder(lock);
            write(change.apply(read.accounts(text())));
        }
    }

    /// Reads the text of a file.
    public interface Reader {
        /// - Errors: IOException saying what is wrong with it.
        List<Account> accounts(String text) throws IOException;
    }

    private void write(List<Account> accounts) throws IOException {
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var out = open(fresh)) {
            out.write(StandardCharsets.UTF_8.encode(text(accounts)));
            out.force(true);
        }
        belongsToOwnerOfFolder(fresh);
        try {
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void belongsToOwnerOfFolder(Path file) throws IOException {
        var owner = Files.getOwner(file.toAbsolutePath().getParent());
        if (!Files.getOwner(file).equals(owner)) {
            Files.setOwner(file, owner);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /// Accounts as the configuration has them.
    public static String text(List<Account> accounts) {
        return HEAD
                + accounts.stream()
                        .map(AccountFile::lines)
                        .collect(Collectors.joining("", accounts.isEmpty() ? "" : "list:\n", ""));
    }

    /// One account as an item of the list.
    public static String lines(Account account) {
        var secret = account.secret();
        return "  - number: "
                + quoted(account.number())
                + account.name().map(n -> "\n    name: " + quoted(n)).orElse("")
                + "\n    realm: "
                + quoted(secret.realm())
                + "\n    md5: "
                + quoted(secret.md5())
                + "\n    sha256: "
                + quoted(secret.sha256())
                + "\n    protocols: "
                + list(account.protocols().stream().map(Protocol::word).sorted())
                + "\n    may-call: "
                + list(account.mayCall().stream().map(NumberPattern::written))
                + "\n";
    }

    private static String list(Stream<String> items) {
        return items.map(AccountFile::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    // single quotes: nothing in them means anything but a quote itself (YAML 1.2.2 §7.3.2)
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
