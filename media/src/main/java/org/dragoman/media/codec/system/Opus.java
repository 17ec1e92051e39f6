package org.dragoman.media.codec.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.dragoman.media.foreign.NativeCall.impossible;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.dragoman.media.foreign.NativeLibrary;

/// The functions of libopus that we call, pointers as plain addresses; may be touched only where
/// {@link #LIBRARY} is there.
///
/// - Errors: none thrown; a negative result is an OPUS error code.
/// - Source: libopus 1.3, opus.h and opus_defines.h.
final class Opus {
    static final Optional<NativeLibrary> LIBRARY = NativeLibrary.installed("libopus.so.0");

    static final int APPLICATION_VOIP = 2_048;
    static final int SET_BITRATE = 4_002;
    static final int SET_COMPLEXITY = 4_010;
    static final int SET_INBAND_FEC = 4_012;
    static final int SET_PACKET_LOSS_PERC = 4_014;
    static final int SET_DTX = 4_016;

    private Opus() {}

    static long createEncoder(int rateHz, long error) {
        try {
            return (long) Handles.CREATE_ENCODER.invokeExact(rateHz, 1, APPLICATION_VOIP, error);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int control(long encoder, int request, int value) {
        try {
            return (int) Handles.CONTROL.invokeExact(encoder, request, value);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static int encode(long encoder, long pcm, int samples, long packet, int room) {
        try {
            return (int) Handles.ENCODE.invokeExact(encoder, pcm, samples, packet, room);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void destroyEncoder(long encoder) {
        try {
            Handles.DESTROY_ENCODER.invokeExact(encoder);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static long createDecoder(int rateHz, long error) {
        try {
            return (long) Handles.CREATE_DECODER.invokeExact(rateHz, 1, error);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// {@code packet} 0: conceal. {@code copy} 1: the copy of the frame before it.
    static int decode(long decoder, long packet, int length, long pcm, int samples, int copy) {
        try {
            return (int) Handles.DECODE.invokeExact(decoder, packet, length, pcm, samples, copy);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void destroyDecoder(long decoder) {
        try {
            Handles.DESTROY_DECODER.invokeExact(decoder);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Bound when first called.
    private static final class Handles {
        private static final NativeLibrary OPUS = LIBRARY.orElseThrow();
        private static final MethodHandle CREATE_ENCODER =
                OPUS.function(
                        "opus_encoder_create", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG);
        private static final MethodHandle CONTROL =
                OPUS.variadic("opus_encoder_ctl", 2, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT);
        private static final MethodHandle ENCODE =
                OPUS.function(
                        "opus_encode",
                        JAVA_INT,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_INT,
                        JAVA_LONG,
                        JAVA_INT);
        private static final MethodHandle DESTROY_ENCODER =
                OPUS.procedure("opus_encoder_destroy", JAVA_LONG);
        private static final MethodHandle CREATE_DECODER =
                OPUS.function("opus_decoder_create", JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
        private static final MethodHandle DECODE =
                OPUS.function(
                        "opus_decode",
                        JAVA_INT,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_INT,
                        JAVA_LONG,
                        JAVA_INT,
                        JAVA_INT);
        private static final MethodHandle DESTROY_DECODER =
                OPUS.procedure("opus_decoder_destroy", JAVA_LONG);
    }
}
