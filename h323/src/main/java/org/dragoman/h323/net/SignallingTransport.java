package org.dragoman.h323.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Listens and dials. Everything that happens later is told on a connection's own thread.
public final class SignallingTransport implements Sockets, AutoCloseable {
    private static final int BACKLOG = 4_096; // connections waiting to be accepted
    private static final int PORT_ATTEMPTS = 64; // ports tried before a range counts as full
    private static final int KEEP_ALIVE_IDLE = 60; // seconds before the first TCP probe
    private static final int KEEP_ALIVE_INTERVAL = 10; // seconds between probes
    private static final int KEEP_ALIVE_PROBES = 5;

    private final SignallingThreads threads;
    private final EventLoopGroup group;
    private final Bootstrap dialling;
    private final Limits limits;
    private final WriteBufferWaterMark waterMark;
    private final Admission admission;
    private final AtomicInteger nextPort = new AtomicInteger();

    /// - {@code threads}: for all connections; they are closed with the transport.
    public SignallingTransport(SignallingThreads threads, Limits limits) {
        this.limits = limits;
        this.waterMark = new WriteBufferWaterMark(0, limits.unsentOctets());
        this.admission = new Admission(limits.connections(), limits.connectionsPerSource());
        this.threads = threads;
        this.group = threads.group();
        this.dialling = dialling();
    }

    /// A socket that listens.
    public interface Listening {
        InetSocketAddress address();

        void close();
    }

    /// Listens for call signalling until closed.
    ///
    /// - Errors: {@link IOException} that says which address, and why not.
    public Listening listen(InetSocketAddress address, Connection.Opened opened)
            throws IOException {
        ChannelFuture bound = server(opened, _ -> true, () -> {}).bind(address);
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen for H.323 calls on "
                            + address.getAddress().getHostAddress()
                            + " port "
                            + address.getPort()
                            + ": "
                            + why(bound.cause()),
                    bound.cause());
        }
        return new Bound(bound.channel());
    }

    /// The system's own words, without the name and number of the call that failed.
    private static String why(Throwable failed) {
        var said = String.valueOf(failed.getMessage());
        return said.replaceFirst("^\\w+\\(\\.\\.\\) failed with error\\(-?\\d+\\): ", "");
    }

    @Override
    public void listenOnce(
            InetAddress address,
            PortRange ports,
            Predicate<InetSocketAddress> allowed,
            Connection.Opened opened,
            Consumer<Listening> bound,
            Consumer<String> failed) {
        int attempts = ports.isAny() ? 1 : Math.min(PORT_ATTEMPTS, ports.size());
        listenOnce(address, ports, allowed, opened, bound, failed, attempts);
    }

    private void listenOnce(
            InetAddress address,
            PortRange ports,
            Predicate<InetSocketAddress> allowed,
            Connection.Opened opened,
            Consumer<Listening> bound,
            Consumer<String> failed,
            int attempts) {
        var self = new Channel[1];
        var taken = new AtomicBoolean();
        int port = pick(ports);
        ChannelFuture binding =
                server(
                                opened,
                                from -> allowed.test(from) && taken.compareAndSet(false, true),
                                () -> self[0].close())
                        .bind(new InetSocketAddress(address, port));
        self[0] = binding.channel();
        binding.addListener(
                done -> {
                    if (done.isSuccess()) {
                        bound.accept(new Bound(binding.channel()));
                    } else if (attempts > 1) {
                        listenOnce(address, ports, allowed, opened, bound, failed, attempts - 1);
                    } else {
                        failed.accept("no free port for H.245: " + done.cause().getMessage());
                    }
                });
    }

    private int pick(PortRange ports) {
        return ports.isAny()
                ? 0
                : ports.first() + Math.floorMod(nextPort.getAndIncrement(), ports.size());
    }

    @Override
    public void dial(
            InetAddress from,
            InetSocketAddress to,
            Connection.Opened opened,
            Consumer<String> failed) {
        if (group.isShuttingDown()) {
            failed.accept("the endpoint has closed");
            return;
        }
        // Begun on the connection's own thread: Netty keeps what it knows of channels by thread.
        var loop = threads.here();
        try {
            loop.execute(() -> connect(loop, from, to, opened, failed));
        } catch (RejectedExecutionException closed) {
            failed.accept("the endpoint is closed");
        }
    }

    private void connect(
            EventLoop loop,
            InetAddress from,
            InetSocketAddress to,
            Connection.Opened opened,
            Consumer<String> failed) {
        connect(loop, from, to)
                .addListener(
                        (ChannelFuture done) -> {
                            if (done.isSuccess()) {
                                attach(done.channel(), opened);
                            } else {
                                failed.accept(done.cause().getMessage());
                            }
                        });
    }

    private ChannelFuture connect(EventLoop loop, InetAddress from, InetSocketAddress to) {
        boolean ours = !from.isAnyLocalAddress() && from.getClass() == to.getAddress().getClass();
        var bootstrap = dialling.clone(loop);
        // else every port would be taken for all destinations at once
        return ours
                ? bootstrap
                        .option(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true)
                        .connect(to, new InetSocketAddress(from, 0))
                : bootstrap.connect(to);
    }

    private Bootstrap dialling() {
        return new Bootstrap()
                .channelFactory(EpollSocketChannel::new)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_IDLE)
                .option(EpollChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL)
                .option(EpollChannelOption.TCP_KEEPCNT, KEEP_ALIVE_PROBES)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(limits.dialling().toMillis()))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline().addLast(new TpktDecoder());
                            }
                        });
    }

    private void attach(Channel channel, Connection.Opened opened) {
        channel.pipeline().addLast(new PacketHandler(channel, opened));
        channel.config().setAutoRead(true);
    }

    private ServerBootstrap server(
            Connection.Opened opened, Predicate<InetSocketAddress> allowed, Runnable accepted) {
        return new ServerBootstrap()
                .group(group)
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark)
                .childOption(EpollChannelOption.TCP_KEEPIDLE, KEEP_ALIVE_IDLE)
                .childOption(EpollChannelOption.TCP_KEEPINTVL, KEEP_ALIVE_INTERVAL)
                .childOption(EpollChannelOption.TCP_KEEPCNT, KEEP_ALIVE_PROBES)
                .childHandler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                accept(channel, opened, allowed, accepted);
                            }
                        });
    }

    private void accept(
            Channel channel,
            Connection.Opened opened,
            Predicate<InetSocketAddress> allowed,
            Runnable accepted) {
        // Absent when the peer has gone again already.
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)
                || !allowed.test(remote)
                || !admission.enter(remote.getAddress())) {
            channel.close();
            return;
        }
        channel.closeFuture().addListener(_ -> admission.leave(remote.getAddress()));
        channel.pipeline().addLast(new TpktDecoder()).addLast(new PacketHandler(channel, opened));
        accepted.run();
    }

    /// Connections accepted and open now.
    public int accepted() {
        return admission.inside();
    }

    @Override
    public void close() {
        threads.close();
    }

    private record Bound(Channel channel) implements Listening {
        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) channel.localAddress();
        }

        @Override
        public void close() {
            channel.close();
        }
    }
}
