package org.dragoman.tests.bench.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The libraries without us: nothing but their two functions, over memory that lies ready.
@SuppressWarnings("restricted") // calling libraries is what this class is for
final class Bare {
    static final int PACKETS = 250;

    private static final Arena ARENA = Arena.global();

    private Bare() {}

    static Work[] opus(int bitsPerSecond, int complexity) throws Throwable {
        var library = SymbolLookup.libraryLookup("libopus.so.0", ARENA);
        var error = ARENA.allocate(JAVA_INT);
        var create =
                handle(
                        library,
                        "opus_encoder_create",
                        ADDRESS,
                        JAVA_INT,
                        JAVA_INT,
                        JAVA_INT,
                        ADDRESS);
        var encoder = (MemorySegment) create.invokeExact(8_000, 1, 2_048, error);
        var control =
                Linker.nativeLinker()
                        .downcallHandle(
                                library.findOrThrow("opus_encoder_ctl"),
                                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                                Linker.Option.firstVariadicArg(2));
        int ignored = (int) control.invokeExact(encoder, 4_002, bitsPerSecond);
        ignored = (int) control.invokeExact(encoder, 4_010, complexity);
        var start = handle(library, "opus_decoder_create", ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
        var decoder = (MemorySegment) start.invokeExact(8_000, 1, error);
        return new Work[] {
            new OpusEncode(
                    handle(
                            library,
                            "opus_encode",
                            JAVA_INT,
                            ADDRESS,
                            ADDRESS,
                            JAVA_INT,
                            ADDRESS,
                            JAVA_INT),
                    encoder),
            new OpusDecode(
                    handle(
                            library,
                            "opus_decode",
                            JAVA_INT,
                            ADDRESS,
                            ADDRESS,
                            JAVA_INT,
                            ADDRESS,
                            JAVA_INT,
                            JAVA_INT),
                    decoder)
        };
    }

    static final MemorySegment VOICE = voice();
    static final MemorySegment PACKET_MEMORY = ARENA.allocate((long) PACKETS * 1_500);
    static final int[] LENGTHS = new int[PACKETS];
    static final MemorySegment PCM = ARENA.allocate(12_000);

    private static MemorySegment voice() {
        short[] pcm = Voice.of(8_000, PACKETS * 160);
        var memory = ARENA.allocate(2L * pcm.length);
        MemorySegment.copy(pcm, 0, memory, ValueLayout.JAVA_SHORT, 0, pcm.length);
        return memory;
    }

    private static final class OpusEncode implements Work {
        private final MethodHandle encode;
        private final MemorySegment encoder;
        private int next;

        OpusEncode(MethodHandle encode, MemorySegment encoder) {
            this.encode = encode;
            this.encoder = encoder;
        }

        @Override
        public void packet() throws Exception {
            next = next + 1 == PACKETS ? 0 : next + 1;
            try {
                LENGTHS[next] =
                        (int)
                                encode.invokeExact(
                                        encoder,
                                        VOICE.asSlice(next * 320L, 320),
                                        160,
                                        PACKET_MEMORY.asSlice(next * 1_500L, 1_500),
                                        1_276);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class OpusDecode implements Work {
        private final MethodHandle decode;
        private final MemorySegment decoder;
        private int next;

        OpusDecode(MethodHandle decode, MemorySegment decoder) {
            this.decode = decode;
            this.decoder = decoder;
        }

        @Override
        public void packet() throws Exception {
            next = next + 1 == PACKETS ? 0 : next + 1;
            try {
                int samples =
                        (int)
                                decode.invokeExact(
                                        decoder,
                                        PACKET_MEMORY.asSlice(next * 1_500L, 1_500),
                                        LENGTHS[next],
                                        PCM,
                                        160,
                                        0);
                if (samples != 160) {
                    throw new IllegalStateException("decoded " + samples);
                }
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /// Narrowband, quality 8, complexity 3, as the gateway has it.
    static Work[] speex() throws Throwable {
        var library = SymbolLookup.libraryLookup("libspeex.so.1", ARENA);
        var mode =
                (MemorySegment)
                        handle(library, "speex_lib_get_mode", ADDRESS, JAVA_INT).invokeExact(0);
        var encoder =
                (MemorySegment)
                        handle(library, "speex_encoder_init", ADDRESS, ADDRESS).invokeExact(mode);
        var decoder =
                (MemorySegment)
                        handle(library, "speex_decoder_init", ADDRESS, ADDRESS).invokeExact(mode);
        var value = ARENA.allocate(JAVA_INT);
        var control = handle(library, "speex_encoder_ctl", JAVA_INT, ADDRESS, JAVA_INT, ADDRESS);
        value.set(JAVA_INT, 0, 8);
        int ignored = (int) control.invokeExact(encoder, 4, value);
        value.set(JAVA_INT, 0, 3);
        ignored = (int) control.invokeExact(encoder, 16, value);
        var bits = ARENA.allocate(64);
        procedure(library, "speex_bits_init", ADDRESS).invokeExact(bits);
        var reset = procedure(library, "speex_bits_reset", ADDRESS);
        var encode = handle(library, "speex_encode_int", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        var write = handle(library, "speex_bits_write", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
        var read = procedure(library, "speex_bits_read_from", ADDRESS, ADDRESS, JAVA_INT);
        var decode = handle(library, "speex_decode_int", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        int[] at = new int[1];
        Work encoding =
                () -> {
                    at[0] = at[0] + 1 == PACKETS ? 0 : at[0] + 1;
                    try {
                        reset.invokeExact(bits);
                        int more =
                                (int)
                                        encode.invokeExact(
                                                encoder, VOICE.asSlice(at[0] * 320L), bits);
                        LENGTHS[at[0]] =
                                (int)
                                        write.invokeExact(
                                                bits, PACKET_MEMORY.asSlice(at[0] * 1_500L), 1_276);
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                };
        Work decoding =
                () -> {
                    at[0] = at[0] + 1 == PACKETS ? 0 : at[0] + 1;
                    try {
                        read.invokeExact(
                                bits, PACKET_MEMORY.asSlice(at[0] * 1_500L), LENGTHS[at[0]]);
                        int result = (int) decode.invokeExact(decoder, bits, PCM);
                        if (result != 0) {
                            throw new IllegalStateException("decoded " + result);
                        }
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                };
        return new Work[] {encoding, decoding};
    }

    private static MethodHandle handle(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... arguments) {
        var type = FunctionDescriptor.of(result, arguments);
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }

    private static MethodHandle procedure(
            SymbolLookup library, String name, MemoryLayout... arguments) {
        var type = FunctionDescriptor.ofVoid(arguments);
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), type);
    }
}
