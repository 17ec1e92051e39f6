package org.dragoman.gateway.rest;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the command line of this machine comes in: a Unix socket that only its owner and root may
/// use, and so without a token. Each line is a request, each is answered with a line
/// ({@link LocalVisit}).
public final class LocalDoor implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(LocalDoor.class);
    private static final int VISITORS = 64; // at a time

    private final Path place;
    private final Object file;
    private final UserPrincipal owner;
    private final ServerSocketChannel server;
    private final LocalVisit.Answers answers;
    private final Set<SocketChannel> inside = ConcurrentHashMap.newKeySet();

    private LocalDoor(Path place, ServerSocketChannel server, LocalVisit.Answers answers)
            throws IOException {
        this.place = place;
        this.server = server;
        this.answers = answers;
        this.file = key(place);
        this.owner = Files.getOwner(place);
    }

    /// Listens.
    ///
    /// - {@code place}: the socket; its folder is made, for the owner alone, where there is none.
    /// - Errors: IOException where there can be no socket, as with a path of more than 107 octets.
    public static LocalDoor open(Path place, GatewayControl control) throws IOException {
        Files.createDirectories(
                place.toAbsolutePath().getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // under another name until it is shut to others; one that a killed gateway left gives way
        var fresh = place.resolveSibling(place.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(fresh));
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            var door = new LocalDoor(place, server, new LocalVisit.Answers(control));
            Thread.ofVirtual().name("local-door").start(door::letIn);
            return door;
        } catch (IOException | RuntimeException e) {
            server.close();
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    public Path place() {
        return place;
    }

    private void letIn() {
        try {
            while (true) {
                var visitor = server.accept();
                if (inside.size() >= VISITORS || !isAllowed(visitor)) {
                    visitor.close();
                    continue;
                }
                inside.add(visitor);
                Thread.ofVirtual().name("local-visit").start(() -> serve(visitor));
            }
        } catch (ClosedChannelException closed) {
            LOGGER.atDebug().addKeyValue("event", "local.closed").log("the local door is closed");
        } catch (IOException e) {
            LOGGER.atError()
                    .addKeyValue("event", "local.failed")
                    .setCause(e)
                    .log("the command line of this machine cannot come in any more");
        }
    }

    /// The socket's mode keeps others out; where that does not count, the kernel's word for who
    /// they are does (SO_PEERCRED, unix(7)).
    private boolean isAllowed(SocketChannel visitor) throws IOException {
        var user = visitor.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
        return user.equals(owner) || user.getName().equals("root");
    }

    private void serve(SocketChannel visitor) {
        try (visitor) {
            new LocalVisit(visitor, answers).serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            LOGGER.atDebug()
                    .addKeyValue("event", "local.gone")
                    .addKeyValue("why", gone.toString())
                    .log("a command line has left");
        } finally {
            inside.remove(visitor);
        }
    }

    /// Takes the socket away, unless another gateway has put its own there since.
    @Override
    public void close() throws IOException {
        server.close();
        for (var visitor : inside) {
            visitor.close();
        }
        try {
            if (key(place).equals(file)) {
                Files.deleteIfExists(place);
            }
        } catch (NoSuchFileException gone) {
            LOGGER.atDebug().addKeyValue("event", "local.taken").log("the socket was taken away");
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }
}
