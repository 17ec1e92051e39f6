package org.dragoman.media.srtp;

/// AES in Galois/counter mode under one key, on the packet that lies on the {@link Workbench}:
/// OpenSSL's where the machine has it, else the platform's (ADR 0037). Belongs to one thread at a
/// time.
///
/// - The initialization vector is the first {@link #IV} bytes of {@link Workbench#iv}.
sealed interface Galois permits OpensslGalois, PlatformGalois {
    int TAG = 16; // bytes, RFC 7714 §13.2
    int IV = 12;

    /// The best one that this machine has, for packets that come often.
    static Galois of(byte[] key) {
        return Libcrypto.isUsable() ? new OpensslGalois(key) : new PlatformGalois(key);
    }

    /// Encrypts from {@code clear} to {@code length}, and puts the tag behind it.
    ///
    /// - {@code clear}: bytes from the packet's beginning that are authenticated only.
    /// - {@code word}: whether {@link Workbench#word} is authenticated after those.
    void seal(Workbench bench, int clear, boolean word, int length);

    /// Checks the tag, which ends at {@code length}, and decrypts from {@code clear} to it.
    ///
    /// - Returns: whether the packet is genuine; if not, what lies there is as it was.
    boolean open(Workbench bench, int clear, boolean word, int length);

    /// Gives native memory back. Whoever is used again afterwards takes some again.
    void release();
}
