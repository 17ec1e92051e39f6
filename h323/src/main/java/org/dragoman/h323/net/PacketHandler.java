package org.dragoman.h323.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection: between Netty's pipeline and whoever listens to it.
final class PacketHandler extends ChannelInboundHandlerAdapter implements Connection {
    private static final Logger LOG = LoggerFactory.getLogger(PacketHandler.class);

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Channel channel;
    private final InetSocketAddress local;
    private final InetSocketAddress remote;
    private final Listener listener;

    /// The channel is connected.
    PacketHandler(Channel channel, Opened opened) {
        this.channel = channel;
        this.local = (InetSocketAddress) channel.localAddress();
        this.remote = (InetSocketAddress) channel.remoteAddress();
        this.listener = opened.open(this);
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public void send(byte[] content) {
        if (content.length > TpktDecoder.LONGEST) {
            throw new IllegalArgumentException("a packet of " + content.length + " octets");
        }
        // Queued even on the connection's own thread: what was sent first leaves first.
        onLoop(() -> channel.writeAndFlush(packet(content), channel.voidPromise()));
    }

    private ByteBuf packet(byte[] content) {
        int length = content.length + TpktDecoder.HEADER;
        ByteBuf packet = channel.alloc().ioBuffer(length);
        return packet.writeShort(0x0300).writeShort(length).writeBytes(content);
    }

    /// Once the transport has closed, every connection of it is gone: nothing is left to do.
    private void onLoop(Runnable task) {
        try {
            channel.eventLoop().execute(task);
        } catch (RejectedExecutionException closed) {
            gone();
        }
    }

    private void gone() {
        LOG.atDebug()
                .addKeyValue("event", "h323.connection.gone")
                .addKeyValue("remote", remote)
                .log("nothing is sent any more: the transport has closed");
    }

    /// Says that no more comes, and waits a little for the peer to say so too: closing with
    /// something unread would reset the connection, and the peer would lose our last message.
    @Override
    public void close() {
        onLoop(() -> channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> finish()));
    }

    private void finish() {
        ((SocketChannel) channel).shutdownOutput();
        later(LINGER, channel::close);
    }

    @Override
    public void later(Duration delay, Runnable task) {
        try {
            var scheduled =
                    channel.eventLoop().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(_ -> scheduled.cancel(false));
        } catch (RejectedExecutionException closed) {
            gone();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        listener.received((byte[]) message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        listener.closed();
    }

    /// More waits for the peer than the limit allows: it does not read.
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!channel.isWritable()) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        switch (cause) {
            case IOException _, DecoderException _ ->
                    LOG.atDebug()
                            .addKeyValue("event", "h323.connection.broken")
                            .addKeyValue("remote", remote)
                            .addKeyValue("why", cause.getMessage())
                            .log("connection broken by the peer");
            default -> // a bug of ours ends this connection, never the process (STYLE 3.13)
                    LOG.atError()
                            .addKeyValue("event", "h323.connection.bug")
                            .setCause(cause)
                            .log("closing a connection");
        }
        ctx.close();
    }
}
