package org.dragoman.gateway.history;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.dragoman.webrtc.CallHistory;
import org.dragoman.webrtc.PastCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the last calls of each account in a file of its own, a line for each call, readable by the
/// gateway's user alone. One thread reads and writes; who enters or asks does not wait for it.
///
/// A file may grow to twice what is kept before it is written anew.
public final class HistoryFolder implements CallHistory, AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(HistoryFolder.class);
    private static final int WAITING = 10_000; // tasks; more is a disk that does not write
    private static final String ENDING = ".calls";

    private interface Task {
        void run() throws IOException;
    }

    private final Path folder;
    private final int kept;
    private final BlockingQueue<Task> tasks = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer;

    // of the writer alone
    private final Map<String, List<Listener>> listeners = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>(); // in the files of accounts
    private boolean over;

    /// Somebody who follows an account, told apart from others by itself.
    private static final class Listener {
        private final Consumer<List<PastCall>> told;

        Listener(Consumer<List<PastCall>> told) {
            this.told = told;
        }
    }

    /// - {@code kept}: calls of each account; at least one.
    private HistoryFolder(Path folder, int kept) {
        this.folder = folder;
        this.kept = kept;
        this.writer = Thread.ofVirtual().name("history").unstarted(this::work);
    }

    public static HistoryFolder start(Path folder, int kept) {
        var history = new HistoryFolder(folder, kept);
        history.writer.start();
        return history;
    }

    /// The file of an account, whose number is digits.
    public static Path file(Path folder, String account) {
        return folder.resolve(account + ENDING);
    }

    /// Enters a call that is over.
    public void add(String account, PastCall call) {
        later(
                () -> {
                    append(account, call);
                    tell(account);
                });
    }

    @Override
    public void forget(String account) {
        later(
                () -> {
                    Files.deleteIfExists(file(folder, account));
                    lines.remove(account);
                    tell(account);
                });
    }

    @Override
    public Following follow(String account, Consumer<List<PastCall>> told) {
        var listener = new Listener(told);
        later(
                () -> {
                    listeners.computeIfAbsent(account, _ -> new ArrayList<>()).add(listener);
                    told.accept(read(account));
                });
        return () -> later(() -> leave(account, listener));
    }

    private void leave(String account, Listener listener) {
        listeners.computeIfPresent(
                account,
                (_, all) -> {
                    all.remove(listener);
                    return all.isEmpty() ? null : all;
                });
    }

    private void later(Task task) {
        if (!tasks.offer(task)) {
            LOGGER.atWarn()
                    .addKeyValue("event", "history.behind")
                    .addKeyValue("folder", folder)
                    .log("the disk is too slow for the history of calls: some is lost");
        }
    }

    private void work() {
        try {
            while (!over) {
                perform(tasks.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void perform(Task task) {
        try {
            task.run();
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("event", "history.failed")
                    .addKeyValue("why", e)
                    .log("the history of calls cannot be read or written");
        }
    }

    private void tell(String account) throws IOException {
        var all = listeners.getOrDefault(account, List.of());
        if (!all.isEmpty()) {
            var calls = read(account);
            all.forEach(l -> l.told.accept(calls));
        }
    }

    /// Newest first.
    private List<PastCall> read(String account) throws IOException {
        var good = text(account).lines().map(PastCallLine::read).flatMap(Optional::stream).toList();
        return good.subList(Math.max(0, good.size() - kept), good.size()).reversed();
    }

    private String text(String account) throws IOException {
        try {
            return Files.readString(file(folder, account));
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    private void append(String account, PastCall call) throws IOException {
        makeFolder();
        if (!lines.containsKey(account)) {
            var before = text(account);
            lines.put(account, (int) before.lines().count());
            if (!before.isEmpty() && !before.endsWith("\n")) {
                write(account, "\n", StandardOpenOption.APPEND); // half a line of a lost machine
            }
        }
        write(account, PastCallLine.write(call) + "\n", StandardOpenOption.APPEND);
        if (lines.merge(account, 1, Integer::sum) > 2 * kept) {
            shorten(account);
        }
    }

    private void shorten(String account) throws IOException {
        var calls = read(account).reversed();
        var fresh = account + ".new";
        Files.deleteIfExists(file(folder, fresh));
        write(
                fresh,
                calls.stream().map(c -> PastCallLine.write(c) + "\n").collect(Collectors.joining()),
                StandardOpenOption.APPEND);
        Files.move(file(folder, fresh), file(folder, account), StandardCopyOption.REPLACE_EXISTING);
        lines.put(account, calls.size());
    }

    private void makeFolder() throws IOException {
        if (!Files.isDirectory(folder)) {
            var owner = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(owner));
        }
    }

    private void write(String account, String text, StandardOpenOption how) throws IOException {
        var owner = PosixFilePermissions.fromString("rw-------");
        try (var file =
                FileChannel.open(
                        file(folder, account),
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, how),
                        PosixFilePermissions.asFileAttribute(owner))) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
    }

    /// Writes what was entered before.
    @Override
    public void close() {
        if (!tasks.offer(() -> over = true)) {
            writer.interrupt();
        }
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
