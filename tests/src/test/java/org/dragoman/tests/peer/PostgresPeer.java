package org.dragoman.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One PostgreSQL server with a cluster of its own, on an address of its own. It never runs as
/// root: where the tests do, it is nobody's.
public final class PostgresPeer implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String USER = "dragoman";
    private static final String PASSWORD = "for the tests alone";
    private static final int PORT = 5_432;

    private final Path programs = Peers.POSTGRES.path();
    private final String address = Loopback.next();
    private final Path folder;
    private int starts;
    private Optional<ChildProcess> server = Optional.empty();

    private PostgresPeer() throws IOException {
        folder = Files.createTempDirectory("postgres-peer"); // where nobody may go
        Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        if (isRoot()) {
            run("own", List.of("chown", "-R", "nobody:nogroup", folder.toString()));
        }
        run(
                "initdb",
                asNobody(
                        programs.resolve("initdb").toString(),
                        "--no-sync",
                        "--username=" + USER,
                        "--pwfile=" + folder.resolve("password"),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        folder.resolve("data").toString()));
    }

    /// Makes a cluster, starts its server, and returns when it answers.
    public static PostgresPeer start() throws IOException {
        var peer = new PostgresPeer();
        peer.run();
        return peer;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asNobody(String... command) {
        var all = new ArrayList<String>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private void run(String name, List<String> command) {
        try (var one = ChildProcess.start(name, Folders.fresh("postgres-" + name), command)) {
            if (one.exitCode(SOON) != 0) {
                throw new AssertionError(name + " failed:\n" + one.output());
            }
        }
    }

    /// Starts the server, anew where it was killed.
    public void run() {
        var one =
                ChildProcess.start(
                        "server",
                        Folders.fresh("postgres-server-" + ++starts),
                        asNobody(
                                programs.resolve("postgres").toString(),
                                "-D",
                                folder.resolve("data").toString(),
                                "-h",
                                address,
                                "-p",
                                Integer.toString(PORT),
                                "-k",
                                folder.toString(),
                                "-F"));
        server = Optional.of(one);
        Await.until(
                SOON,
                () -> "PostgreSQL to answer; it said:\n" + one.output(),
                () -> one.output().contains("ready to accept connections"));
    }

    /// Ends the server at once, connections and all.
    public void kill() {
        server.ifPresent(ChildProcess::interrupt);
        server.ifPresent(s -> s.exitCode(SOON));
        server = Optional.empty();
    }

    /// As the gateway's configuration names it.
    public String url() {
        return "postgresql://%s@%s:%d/postgres".formatted(USER, address, PORT);
    }

    /// A file with the password.
    public Path passwordFile() {
        return folder.resolve("password");
    }

    /// What a query brings, a line for each row, columns with bars between.
    public List<String> ask(String sql) {
        var folderOfPsql = Folders.fresh("postgres-psql");
        var command =
                List.of(
                        "env",
                        "PGPASSWORD=" + PASSWORD,
                        programs.resolve("psql").toString(),
                        "-h",
                        address,
                        "-p",
                        Integer.toString(PORT),
                        "-U",
                        USER,
                        "-d",
                        "postgres",
                        "-AtX",
                        "-c",
                        sql);
        try (var psql = ChildProcess.start("psql", folderOfPsql, command)) {
            if (psql.exitCode(SOON) != 0) {
                throw new AssertionError(psql.output());
            }
            return psql.output().lines().toList();
        }
    }

    @Override
    public void close() {
        kill();
        try (var all = Files.walk(folder)) {
            for (var one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
