package org.dragoman.h323.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.CorruptedFrameException;
import java.util.List;

/// Cuts the octets of a TCP connection into TPKT packets, however they were split (H7). An
/// empty packet is a keep-alive of some products (H16) and comes out as no octets.
///
/// - Errors: {@link CorruptedFrameException} where the version is not 3 or the length is less
///   than that of the header: the connection is of no more use.
/// - Source: RFC 1006 §6.
final class TpktDecoder extends ByteToMessageDecoder {
    static final int HEADER = 4; // octets
    static final int LONGEST = 65_535 - HEADER; // octets of content; the length has 16 bits
    private static final int VERSION = 3;

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < HEADER) {
            return;
        }
        int start = in.readerIndex();
        if (in.getUnsignedByte(start) != VERSION) {
            throw new CorruptedFrameException("TPKT version " + in.getUnsignedByte(start));
        }
        int length = in.getUnsignedShort(start + 2);
        if (length < HEADER) {
            throw new CorruptedFrameException("TPKT length " + length);
        }
        if (in.readableBytes() < length) {
            return;
        }
        byte[] content = new byte[length - HEADER];
        in.skipBytes(HEADER).readBytes(content);
        out.add(content);
    }
}
