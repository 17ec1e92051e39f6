package org.dragoman.gateway.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Takes what a service says, as systemd would: a Unix datagram socket held by Perl, which every
/// Debian has and Java has not.
public final class Listener implements AutoCloseable {
    private static final String PROGRAM =
            """
            use Socket; $| = 1;
            my $place = shift;
            my $name = $place =~ s/^@/\\0/r;
            socket(my $in, AF_UNIX, SOCK_DGRAM, 0) or die $!;
            bind($in, sockaddr_un($name)) or die "$place: $!";
            print "bound\\n";
            while (defined recv($in, my $said, 4096, 0)) { $said =~ s/\\n/ | /g; print "$said\\n" }
            """;

    private final Process perl;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch bound = new CountDownLatch(1);
    private final String place;

    private Listener(String place) throws IOException {
        this.place = place;
        perl =
                new ProcessBuilder("perl", "-e", PROGRAM, place)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        Thread.ofVirtual().start(this::listen);
    }

    /// - {@code place}: as {@code NOTIFY_SOCKET} has it.
    public static Listener at(String place) throws IOException, InterruptedException {
        var listener = new Listener(place);
        if (!listener.bound.await(30, TimeUnit.SECONDS)) {
            listener.close();
            throw new IOException("no socket at " + place);
        }
        return listener;
    }

    public static Listener in(Path folder) throws IOException, InterruptedException {
        return at(folder.resolve("notify").toString());
    }

    private void listen() {
        try (var out = perl.inputReader(StandardCharsets.UTF_8)) {
            for (var line = out.readLine(); line != null; line = out.readLine()) {
                if (bound.getCount() > 0) {
                    bound.countDown();
                } else {
                    heard.add(line);
                }
            }
        } catch (IOException ended) {
            heard.add("the listener ended: " + ended);
        }
    }

    public String place() {
        return place;
    }

    /// All that was said, a line for each datagram.
    public List<String> heard() {
        return heard;
    }

    @Override
    public void close() {
        perl.destroyForcibly();
    }
}
