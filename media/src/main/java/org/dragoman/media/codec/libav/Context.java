package org.dragoman.media.codec.libav;

import static org.dragoman.media.codec.libav.LibavLayout.*;

import java.util.Map;
import org.dragoman.media.codec.CodecFailed;
import org.dragoman.media.foreign.NativeMemory;

/// An opened codec of the library with its packet and its frame. Whoever holds it frees it; freed
/// twice is freed once.
final class Context {
    private static final int POINTER = 8; // bytes

    private final String name;
    private final long places; // three pointers: context, packet, frame
    private boolean freed;

    private Context(String name) throws CodecFailed {
        this.name = name;
        this.places = NativeMemory.allocate(3L * POINTER);
        if (places == 0) {
            throw CodecFailed.call(name + ": no memory");
        }
    }

    static Context decoder(LibavCodec row) throws CodecFailed {
        long codec = Libav.decoder(row.decoder());
        return opened(new Context(row.decoder()), codec, row, Map.of(), 0);
    }

    /// @param frameSamples 0 where the codec itself knows
    static Context encoder(LibavCodec row, Map<String, String> options, int frameSamples)
            throws CodecFailed {
        long codec = Libav.encoder(row.encoder());
        return opened(new Context(row.encoder()), codec, row, options, frameSamples);
    }

    private static Context opened(
            Context context,
            long codec,
            LibavCodec row,
            Map<String, String> options,
            int frameSamples)
            throws CodecFailed {
        try {
            context.open(codec, row, options, frameSamples);
            return context;
        } catch (CodecFailed e) {
            context.free();
            throw e;
        }
    }

    private void open(long codec, LibavCodec row, Map<String, String> options, int frameSamples)
            throws CodecFailed {
        if (codec == 0) {
            throw CodecFailed.call(name + ": not in the library");
        }
        long context = Libav.allocateContext(codec);
        NativeMemory.putLong(places, context);
        NativeMemory.putLong(places + POINTER, Libav.allocatePacket());
        NativeMemory.putLong(places + 2 * POINTER, Libav.allocateFrame());
        if (context == 0 || packet() == 0 || frame() == 0) {
            throw CodecFailed.call(name + ": no memory");
        }
        NativeMemory.putInt(context + CONTEXT_SAMPLE_RATE, row.rateHz());
        NativeMemory.putInt(context + CONTEXT_SAMPLE_FORMAT, row.floats() ? FLOAT : S16);
        NativeMemory.putLong(context + CONTEXT_BIT_RATE, row.bitsPerSecond());
        NativeMemory.putInt(context + CONTEXT_CODED_BITS, row.codedBits());
        NativeMemory.putInt(context + CONTEXT_FRAME_SIZE, frameSamples);
        mono(context + CONTEXT_CHANNELS);
        for (var option : options.entrySet()) {
            check(Libav.setOption(context, option.getKey(), option.getValue()), option.getKey());
        }
        check(Libav.open(context, codec), "open");
    }

    static void mono(long layout) {
        NativeMemory.putInt(layout + LAYOUT_ORDER, NATIVE_ORDER);
        NativeMemory.putInt(layout + LAYOUT_COUNT, 1);
        NativeMemory.putLong(layout + LAYOUT_MASK, FRONT_CENTER);
    }

    private void check(int result, String what) throws CodecFailed {
        if (result < 0) {
            throw CodecFailed.call(name + ": " + what + " failed (" + result + ")");
        }
    }

    String name() {
        return name;
    }

    /// Of the codec context; whoever calls knows that it is not freed.
    long context() {
        return NativeMemory.getLong(places);
    }

    long packet() {
        return NativeMemory.getLong(places + POINTER);
    }

    long frame() {
        return NativeMemory.getLong(places + 2 * POINTER);
    }

    boolean freed() {
        return freed;
    }

    void free() {
        if (freed) {
            return;
        }
        freed = true;
        Libav.freeContext(places);
        Libav.freePacket(places + POINTER);
        Libav.freeFrame(places + 2 * POINTER);
        NativeMemory.free(places);
    }
}
