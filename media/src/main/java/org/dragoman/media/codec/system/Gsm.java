package org.dragoman.media.codec.system;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.dragoman.media.foreign.NativeCall.impossible;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.dragoman.media.foreign.NativeLibrary;

/// The functions of libgsm that we call, pointers as plain addresses; may be touched only where
/// {@link #LIBRARY} is there. Source: libgsm 1.0, gsm.h.
final class Gsm {
    static final Optional<NativeLibrary> LIBRARY = NativeLibrary.installed("libgsm.so.1");

    private Gsm() {}

    static long create() {
        try {
            return (long) Handles.CREATE.invokeExact();
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void encode(long state, long pcm, long frame) {
        try {
            Handles.ENCODE.invokeExact(state, pcm, frame);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Below 0: the bytes are no frame.
    static int decode(long state, long frame, long pcm) {
        try {
            return (int) Handles.DECODE.invokeExact(state, frame, pcm);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void destroy(long state) {
        try {
            Handles.DESTROY.invokeExact(state);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Bound when first called.
    private static final class Handles {
        private static final NativeLibrary GSM = LIBRARY.orElseThrow();
        private static final MethodHandle CREATE = GSM.function("gsm_create", JAVA_LONG);
        private static final MethodHandle ENCODE =
                GSM.procedure("gsm_encode", JAVA_LONG, JAVA_LONG, JAVA_LONG);
        private static final MethodHandle DECODE =
                GSM.function("gsm_decode", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        private static final MethodHandle DESTROY = GSM.procedure("gsm_destroy", JAVA_LONG);
    }
}
