package org.dragoman.gateway.account;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.dragoman.sip.Transport;
import org.dragoman.sip.registrar.KeptContact;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SIP devices stay registered over a restart of the gateway: where they are is written to a file
/// in its state folder every few seconds, when it has changed, and read at the start. A machine
/// that starts anew has forgotten them, as its devices have to register anyway by then.
public final class KeptRegistrations implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(KeptRegistrations.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int EVERY = 10; // seconds
    private static final long LONGEST = 64L << 20; // bytes of the file
    private static final int MOST = 100_000; // registrations

    private final Path path;
    private final Supplier<List<KeptContact>> now;
    private final CountDownLatch ended = new CountDownLatch(1);
    private List<KeptContact> written = List.of();

    private KeptRegistrations(Path path, Supplier<List<KeptContact>> now) {
        this.path = path;
        this.now = now;
    }

    /// Takes up what was left by the gateway before, and keeps the file from now on.
    ///
    /// - {@code takeUp}: takes registrations up, and says how many still hold.
    /// - {@code now}: the registrations there are.
    public static KeptRegistrations start(
            Path path, ToIntFunction<List<KeptContact>> takeUp, Supplier<List<KeptContact>> now) {
        var kept = new KeptRegistrations(path, now);
        kept.takeUp(takeUp);
        Thread.ofVirtual().name("registrations").start(kept::keep);
        return kept;
    }

    private void takeUp(ToIntFunction<List<KeptContact>> takeUp) {
        try {
            var found = read();
            written = found;
            if (!found.isEmpty()) {
                LOGGER.atInfo()
                        .addKeyValue("event", "registrations.taken_up")
                        .addKeyValue("kept", found.size())
                        .addKeyValue("taken_up", takeUp.applyAsInt(found))
                        .log("SIP devices are registered as before the restart");
            }
        } catch (IOException unreadable) {
            LOGGER.atWarn()
                    .addKeyValue("event", "registrations.unreadable")
                    .log("SIP devices must register anew: " + unreadable.getMessage());
        }
    }

    private List<KeptContact> read() throws IOException {
        try {
            if (Files.size(path) > LONGEST) {
                throw new IOException(path + " is longer than " + LONGEST + " bytes");
            }
            return parse(Files.readString(path));
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    /// - Errors: IOException where it is no list; what is none in the list is passed over.
    static List<KeptContact> parse(String text) throws IOException {
        try {
            var all = new ArrayList<KeptContact>();
            for (var node : JSON.readTree(text)) {
                if (all.size() < MOST) {
                    contact(node).ifPresent(all::add);
                }
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new IOException("the file of registrations is no JSON", e);
        }
    }

    private static Optional<KeptContact> contact(JsonNode node) {
        try {
            var at = InetAddress.ofLiteral(node.path("address").asText());
            return Optional.of(
                    new KeptContact(
                            node.path("account").asText(),
                            node.path("key").asText(),
                            node.path("uri").asText(),
                            Transport.valueOf(node.path("transport").asText()),
                            new InetSocketAddress(at, node.path("port").asInt()),
                            node.path("priority").asInt(),
                            Instant.parse(node.path("since").asText()),
                            Instant.parse(node.path("expires").asText()),
                            node.path("parameters").asText(),
                            node.path("call-id").asText(),
                            node.path("sequence").asLong(),
                            Optional.of(node.path("product").asText()).filter(p -> !p.isEmpty())));
        } catch (IllegalArgumentException | java.time.DateTimeException wrong) {
            return Optional.empty();
        }
    }

    static String text(List<KeptContact> contacts) {
        var all = JSON.createArrayNode();
        for (var c : contacts) {
            all.addObject()
                    .put("account", c.account())
                    .put("key", c.key())
                    .put("uri", c.uri())
                    .put("transport", c.transport().name())
                    .put("address", c.at().getAddress().getHostAddress())
                    .put("port", c.at().getPort())
                    .put("priority", c.priority())
                    .put("since", c.since().toString())
                    .put("expires", c.expires().toString())
                    .put("parameters", c.parameters())
                    .put("call-id", c.callId())
                    .put("sequence", c.sequence())
                    .put("product", c.product().orElse(""));
        }
        return all.toString();
    }

    private void keep() {
        try {
            while (!ended.await(EVERY, TimeUnit.SECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void write() {
        var all = now.get();
        if (all.equals(written)) {
            return;
        }
        try {
            write(text(all));
            written = all;
        } catch (IOException e) {
            LOGGER.atWarn()
                    .addKeyValue("event", "registrations.unwritten")
                    .log("registrations will not outlive a restart: " + e.getMessage());
        }
    }

    // whole or not at all; where phones are is nobody's business
    private void write(String text) throws IOException {
        Files.createDirectories(
                path.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var fresh = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        try (var out =
                Files.newByteChannel(
                        fresh,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")))) {
            var bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        }
        Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Writes once more what there is.
    @Override
    public void close() {
        ended.countDown();
        write();
    }
}
