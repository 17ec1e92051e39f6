package org.dragoman.media.codec.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.dragoman.media.foreign.NativeCall.impossible;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.dragoman.media.foreign.NativeLibrary;

/// The functions of libspeex that we call, pointers as plain addresses; may be touched only where
/// {@link #LIBRARY} is there. Source: libspeex 1.2, speex.h and speex_bits.h.
final class Speex {
    static final Optional<NativeLibrary> LIBRARY = NativeLibrary.installed("libspeex.so.1");

    static final int BITS = 64; // bytes, more than a SpeexBits has
    static final int SET_ENHANCEMENT = 0;
    static final int SET_QUALITY = 4;
    static final int SET_COMPLEXITY = 16;

    private Speex() {}

    /// 0 narrowband, 1 wideband, 2 ultra-wideband (SPEEX_MODEID_…).
    static long encoder(int mode) {
        try {
            return (long) Handles.ENCODER.invokeExact((long) Handles.MODE.invokeExact(mode));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long decoder(int mode) {
        try {
            return (long) Handles.DECODER.invokeExact((long) Handles.MODE.invokeExact(mode));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int setEncoder(long state, int request, long value) {
        try {
            return (int) Handles.ENCODER_CTL.invokeExact(state, request, value);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int setDecoder(long state, int request, long value) {
        try {
            return (int) Handles.DECODER_CTL.invokeExact(state, request, value);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int encode(long state, long pcm, long bits) {
        try {
            return (int) Handles.ENCODE.invokeExact(state, pcm, bits);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// {@code bits} 0: conceal. 0: a frame was decoded; -1: no more; -2: not decodable.
    static int decode(long state, long bits, long pcm) {
        try {
            return (int) Handles.DECODE.invokeExact(state, bits, pcm);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void destroyEncoder(long state) {
        try {
            Handles.DESTROY_ENCODER.invokeExact(state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void destroyDecoder(long state) {
        try {
            Handles.DESTROY_DECODER.invokeExact(state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void beginBits(long bits) {
        try {
            Handles.BITS_INIT.invokeExact(bits);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void emptyBits(long bits) {
        try {
            Handles.BITS_RESET.invokeExact(bits);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void addBits(long bits, int value, int count) {
        try {
            Handles.BITS_PACK.invokeExact(bits, value, count);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void readBits(long bits, long packet, int length) {
        try {
            Handles.BITS_READ.invokeExact(bits, packet, length);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int writeBits(long bits, long packet, int room) {
        try {
            return (int) Handles.BITS_WRITE.invokeExact(bits, packet, room);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void destroyBits(long bits) {
        try {
            Handles.BITS_DESTROY.invokeExact(bits);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Bound when first called.
    private static final class Handles {
        private static final NativeLibrary SPEEX = LIBRARY.orElseThrow();
        private static final MethodHandle MODE =
                SPEEX.function("speex_lib_get_mode", JAVA_LONG, JAVA_INT);
        private static final MethodHandle ENCODER =
                SPEEX.function("speex_encoder_init", JAVA_LONG, JAVA_LONG);
        private static final MethodHandle DECODER =
                SPEEX.function("speex_decoder_init", JAVA_LONG, JAVA_LONG);
        private static final MethodHandle ENCODER_CTL =
                SPEEX.function("speex_encoder_ctl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG);
        private static final MethodHandle DECODER_CTL =
                SPEEX.function("speex_decoder_ctl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG);
        private static final MethodHandle ENCODE =
                SPEEX.function("speex_encode_int", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        private static final MethodHandle DECODE =
                SPEEX.function("speex_decode_int", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        private static final MethodHandle DESTROY_ENCODER =
                SPEEX.procedure("speex_encoder_destroy", JAVA_LONG);
        private static final MethodHandle DESTROY_DECODER =
                SPEEX.procedure("speex_decoder_destroy", JAVA_LONG);
        private static final MethodHandle BITS_INIT = SPEEX.procedure("speex_bits_init", JAVA_LONG);
        private static final MethodHandle BITS_RESET =
                SPEEX.procedure("speex_bits_reset", JAVA_LONG);
        private static final MethodHandle BITS_PACK =
                SPEEX.procedure("speex_bits_pack", JAVA_LONG, JAVA_INT, JAVA_INT);
        private static final MethodHandle BITS_READ =
                SPEEX.procedure("speex_bits_read_from", JAVA_LONG, JAVA_LONG, JAVA_INT);
        private static final MethodHandle BITS_WRITE =
                SPEEX.function("speex_bits_write", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
        private static final MethodHandle BITS_DESTROY =
                SPEEX.procedure("speex_bits_destroy", JAVA_LONG);
    }
}
