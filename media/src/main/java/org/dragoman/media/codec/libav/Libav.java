package org.dragoman.media.codec.libav;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.dragoman.media.foreign.NativeCall.impossible;

import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import org.dragoman.media.foreign.NativeLibrary;
import org.dragoman.media.foreign.NativeMemory;

/// The functions of libavcodec and libavutil that we call, pointers as plain addresses. May be
/// touched only when {@link Bundle#loaded} is here.
///
/// - Errors: none thrown; a negative result is an AVERROR.
/// - Source: FFmpeg 8.0, avcodec.h, packet.h, frame.h, opt.h.
final class Libav {
    static final int VERSION = 62 << 16 | 11 << 8 | 100; // of the layout in LibavLayout
    static final int AGAIN = -11; // AVERROR(EAGAIN)

    private static final int LOG_QUIET = -8;
    private static final int SEARCH_CHILDREN = 1; // AV_OPT_SEARCH_CHILDREN
    private static final NativeLibrary CODEC = Bundle.loaded().codec().orElseThrow();
    private static final NativeLibrary UTIL = Bundle.loaded().util().orElseThrow();

    private static final MethodHandle VERSION_OF = number("avcodec_version");
    private static final MethodHandle FIND_DECODER = pointer("avcodec_find_decoder_by_name");
    private static final MethodHandle FIND_ENCODER = pointer("avcodec_find_encoder_by_name");
    private static final MethodHandle ALLOC_CONTEXT = pointer("avcodec_alloc_context3");
    private static final MethodHandle OPEN =
            number("avcodec_open2", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle FREE_CONTEXT =
            CODEC.procedure("avcodec_free_context", JAVA_LONG);
    private static final MethodHandle ALLOC_PACKET = CODEC.function("av_packet_alloc", JAVA_LONG);
    private static final MethodHandle UNREF_PACKET = CODEC.procedure("av_packet_unref", JAVA_LONG);
    private static final MethodHandle FREE_PACKET = CODEC.procedure("av_packet_free", JAVA_LONG);
    private static final MethodHandle ALLOC_FRAME = UTIL.function("av_frame_alloc", JAVA_LONG);
    private static final MethodHandle FRAME_BUFFER =
            UTIL.function("av_frame_get_buffer", JAVA_INT, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FRAME_WRITABLE =
            UTIL.function("av_frame_make_writable", JAVA_INT, JAVA_LONG);
    private static final MethodHandle FREE_FRAME = UTIL.procedure("av_frame_free", JAVA_LONG);
    private static final MethodHandle SEND_PACKET =
            number("avcodec_send_packet", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle RECEIVE_FRAME =
            number("avcodec_receive_frame", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SEND_FRAME =
            number("avcodec_send_frame", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle RECEIVE_PACKET =
            number("avcodec_receive_packet", JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SET_OPTION =
            UTIL.function("av_opt_set", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle LOG_LEVEL = UTIL.procedure("av_log_set_level", JAVA_INT);

    private Libav() {}

    /// Keeps the library from writing to the terminal what peers do wrong.
    static void hush() {
        try {
            LOG_LEVEL.invokeExact(LOG_QUIET);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int version() {
        try {
            return (int) VERSION_OF.invokeExact();
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// 0: the library was built without it.
    static long decoder(String name) {
        long text = NativeMemory.allocateText(name);
        try {
            return (long) FIND_DECODER.invokeExact(text);
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            NativeMemory.free(text);
        }
    }

    static long encoder(String name) {
        long text = NativeMemory.allocateText(name);
        try {
            return (long) FIND_ENCODER.invokeExact(text);
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            NativeMemory.free(text);
        }
    }

    static long allocateContext(long codec) {
        try {
            return (long) ALLOC_CONTEXT.invokeExact(codec);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int open(long context, long codec) {
        try {
            return (int) OPEN.invokeExact(context, codec, 0L);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// {@code place}: where the pointer to the context lies; it is zero afterwards.
    static void freeContext(long place) {
        try {
            FREE_CONTEXT.invokeExact(place);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long allocatePacket() {
        try {
            return (long) ALLOC_PACKET.invokeExact();
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void unrefPacket(long packet) {
        try {
            UNREF_PACKET.invokeExact(packet);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void freePacket(long place) {
        try {
            FREE_PACKET.invokeExact(place);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long allocateFrame() {
        try {
            return (long) ALLOC_FRAME.invokeExact();
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int frameBuffer(long frame) {
        try {
            return (int) FRAME_BUFFER.invokeExact(frame, 0);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int makeWritable(long frame) {
        try {
            return (int) FRAME_WRITABLE.invokeExact(frame);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void freeFrame(long place) {
        try {
            FREE_FRAME.invokeExact(place);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int sendPacket(long context, long packet) {
        try {
            return (int) SEND_PACKET.invokeExact(context, packet);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int receiveFrame(long context, long frame) {
        try {
            return (int) RECEIVE_FRAME.invokeExact(context, frame);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int sendFrame(long context, long frame) {
        try {
            return (int) SEND_FRAME.invokeExact(context, frame);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int receivePacket(long context, long packet) {
        try {
            return (int) RECEIVE_PACKET.invokeExact(context, packet);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Sets an option of the codec by its name, where the object has it.
    static int setOption(long context, String name, String value) {
        long key = NativeMemory.allocateText(name);
        long text = NativeMemory.allocateText(value);
        try {
            return (int) SET_OPTION.invokeExact(context, key, text, SEARCH_CHILDREN);
        } catch (Throwable e) {
            throw impossible(e);
        } finally {
            NativeMemory.free(key);
            NativeMemory.free(text);
        }
    }

    private static MethodHandle number(String name, MemoryLayout... arguments) {
        return CODEC.function(name, JAVA_INT, arguments);
    }

    private static MethodHandle pointer(String name) {
        return CODEC.function(name, JAVA_LONG, JAVA_LONG);
    }
}
