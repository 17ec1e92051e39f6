package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.gateway.capture.Heard;
import org.dragoman.gateway.capture.Heard.Carrier;
import org.dragoman.rtmp.message.RtmpMessage;

/// A captured RTMP connection: all that a client and a server said, in order. Sound and pictures
/// are one line for each that begins, with how many there were.
final class RtmpSession {
    private static final int ROWS = 20_000; // of one connection

    private final InetSocketAddress client;
    private final InetSocketAddress server;
    private final List<RtmpSaid> said = new ArrayList<>();
    private final Map<String, Run> runs = new LinkedHashMap<>();
    private final RtmpSide ofClient = side(true);
    private final RtmpSide ofServer = side(false);
    private Instant now = Instant.EPOCH;
    private boolean closed;

    /// Messages of sound or pictures.
    private static final class Run {
        private final int row;
        private final String format;
        private final Instant began;
        private Instant last;
        private int count;

        Run(int row, String format, Instant began) {
            this.row = row;
            this.format = format;
            this.began = began;
            this.last = began;
        }

        String detail() {
            var seconds = Duration.between(began, last).toMillis() / 1_000.0;
            return "%s, ×%d in %s s".formatted(format, count, seconds);
        }
    }

    RtmpSession(InetSocketAddress client, InetSocketAddress server) {
        this.client = client;
        this.server = server;
    }

    InetSocketAddress client() {
        return client;
    }

    InetSocketAddress server() {
        return server;
    }

    /// Takes octets of either side, or that some are missing.
    void take(Heard heard) {
        now = heard.at();
        boolean byClient = heard.from().equals(client);
        if (heard.carrier() == Carrier.GAP) {
            (byClient ? ofClient : ofServer).gap();
        } else if (heard.octets().length > 0) {
            (byClient ? ofClient : ofServer).take(heard.octets());
        } else if (!closed) {
            closed = true;
            add(RtmpSaid.of(now, byClient, RtmpNames.CLOSED));
        }
    }

    private RtmpSide side(boolean byClient) {
        return new RtmpSide(
                new RtmpSide.Ear() {
                    @Override
                    public void shook(String part) {
                        add(RtmpSaid.of(now, byClient, RtmpNames.ofHandshake(byClient, part)));
                    }

                    @Override
                    public void said(RtmpMessage message) {
                        took(byClient, message);
                    }

                    @Override
                    public void lost(String why) {
                        add(
                                new RtmpSaid(
                                        now,
                                        byClient,
                                        new Named("RTMP", ""),
                                        Optional.empty(),
                                        Optional.of(why)));
                    }
                });
    }

    private void took(boolean byClient, RtmpMessage message) {
        var named = RtmpNames.of(message);
        if (RtmpNames.isMedia(message)) {
            var key = (byClient ? "c" : "s") + RtmpNames.streamOf(message) + named;
            var run = runs.computeIfAbsent(key, _ -> new Run(said.size(), named.detail(), now));
            if (run.count++ == 0) {
                add(RtmpSaid.of(now, byClient, named));
            }
            run.last = now;
            return;
        }
        add(new RtmpSaid(now, byClient, named, Optional.of(message), Optional.empty()));
    }

    private void add(RtmpSaid what) {
        if (said.size() < ROWS) {
            said.add(what);
        }
    }

    /// All of it, once the capture is at its end.
    List<RtmpSaid> said() {
        var all = new ArrayList<>(said);
        for (var run : runs.values()) {
            if (run.row < all.size()) {
                all.set(run.row, all.get(run.row).withDetail(run.detail()));
            }
        }
        return all;
    }

    /// The commands of one side.
    Stream<RtmpMessage.Command> commands(boolean byClient) {
        return said.stream()
                .filter(s -> s.byClient() == byClient)
                .flatMap(s -> s.message().stream())
                .filter(RtmpMessage.Command.class::isInstance)
                .map(RtmpMessage.Command.class::cast);
    }
}
