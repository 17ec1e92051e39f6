package org.dragoman.media.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.dragoman.media.foreign.NativeCall.impossible;

import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.dragoman.media.foreign.NativeLibrary;
import org.dragoman.media.foreign.NativeMemory;

/// The functions of OpenSSL's libcrypto that we call, pointers as plain addresses; may be touched
/// only where {@link #isUsable}.
///
/// - The library is told to leave nothing to be done at the end of the process, where our threads
///   may still be in it, and to read no configuration file.
/// - Source: OpenSSL 3.0, EVP_EncryptInit(3), OPENSSL_init_crypto(3); evp.h, crypto.h.
final class Libcrypto {
    static final long NULL = 0;
    static final int ENCRYPT = 1;
    static final int DECRYPT = 0;

    private static final String FILE = "libcrypto.so.3";
    private static final int GET_TAG = 0x10; // EVP_CTRL_AEAD_GET_TAG
    private static final int SET_TAG = 0x11; // EVP_CTRL_AEAD_SET_TAG
    private static final long NO_CONFIGURATION = 0x80; // OPENSSL_INIT_NO_LOAD_CONFIG
    private static final long NO_END = 0x0008_0000; // OPENSSL_INIT_NO_ATEXIT
    private static final int AES_128 = 16; // bytes of the key

    private Libcrypto() {}

    /// Whether this machine has the library, and it does AES-GCM. The first question loads it.
    static boolean isUsable() {
        return Probe.PASSED;
    }

    /// A context, or {@link #NULL} where there is no memory.
    static long create() {
        try {
            return (long) Handles.CREATE.invokeExact();
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    static void destroy(long context) {
        try {
            Handles.DESTROY.invokeExact(context);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Gives a new context its key.
    static boolean key(long context, int bytes, long key) {
        try {
            long cipher =
                    bytes == AES_128
                            ? (long) Handles.GCM_128.invokeExact()
                            : (long) Handles.GCM_256.invokeExact();
            return (int) Handles.INIT.invokeExact(context, cipher, NULL, key, NULL, ENCRYPT) == 1;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Begins a packet with an initialization vector of 12 bytes.
    static boolean start(long context, long iv, int way) {
        try {
            return (int) Handles.INIT.invokeExact(context, NULL, NULL, NULL, iv, way) == 1;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Takes in so many bytes; {@code out} is {@link #NULL} for those that are authenticated only.
    ///
    /// - {@code written}: of an int, how many bytes came out.
    static boolean update(long context, long out, long written, long in, int bytes) {
        try {
            return (int) Handles.UPDATE.invokeExact(context, out, written, in, bytes) == 1;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Ends a packet; false where its tag is not the one expected.
    static boolean finish(long context, long out, long written) {
        try {
            return (int) Handles.FINISH.invokeExact(context, out, written) == 1;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Writes the tag of a packet that was encrypted.
    static boolean readTag(long context, long tag) {
        return control(context, GET_TAG, tag);
    }

    /// Tells which tag a packet must have; before {@link #finish}.
    static boolean expectTag(long context, long tag) {
        return control(context, SET_TAG, tag);
    }

    private static boolean control(long context, int what, long tag) {
        try {
            return (int) Handles.CONTROL.invokeExact(context, what, Galois.TAG, tag) == 1;
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// The library, asked for once.
    private static final class Loaded {
        static final Optional<NativeLibrary> LIBRARY =
                NativeLibrary.installed(FILE).filter(Loaded::begin);

        private static boolean begin(NativeLibrary library) {
            try {
                var init = library.function("OPENSSL_init_crypto", JAVA_INT, JAVA_LONG, JAVA_LONG);
                return (int) init.invokeExact(NO_CONFIGURATION | NO_END, NULL) == 1;
            } catch (IllegalArgumentException _) {
                return false; // another library of that name
            } catch (Throwable e) {
                throw impossible(e);
            }
        }
    }

    /// Whether it takes keys: a build or a policy may leave a cipher out.
    private static final class Probe {
        static final boolean PASSED = Loaded.LIBRARY.isPresent() && takesKeys();

        private static boolean takesKeys() {
            long context = create();
            long key = NativeMemory.allocate(2L * AES_128);
            try {
                return context != NULL
                        && key != NULL
                        && key(context, AES_128, key)
                        && key(context, 2 * AES_128, key);
            } finally {
                NativeMemory.free(key);
                destroy(context); // free of NULL is nothing, here too
            }
        }
    }

    /// Bound when first called.
    private static final class Handles {
        private static final NativeLibrary CRYPTO = Loaded.LIBRARY.orElseThrow();
        private static final MethodHandle CREATE = CRYPTO.function("EVP_CIPHER_CTX_new", JAVA_LONG);
        private static final MethodHandle DESTROY =
                CRYPTO.procedure("EVP_CIPHER_CTX_free", JAVA_LONG);
        private static final MethodHandle GCM_128 = CRYPTO.function("EVP_aes_128_gcm", JAVA_LONG);
        private static final MethodHandle GCM_256 = CRYPTO.function("EVP_aes_256_gcm", JAVA_LONG);
        private static final MethodHandle INIT =
                CRYPTO.function(
                        "EVP_CipherInit_ex",
                        JAVA_INT,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_INT);
        private static final MethodHandle UPDATE =
                CRYPTO.function(
                        "EVP_CipherUpdate",
                        JAVA_INT,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_INT);
        private static final MethodHandle FINISH =
                CRYPTO.function("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        private static final MethodHandle CONTROL =
                CRYPTO.function(
                        "EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
    }
}
