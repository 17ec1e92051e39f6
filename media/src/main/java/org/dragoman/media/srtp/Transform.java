package org.dragoman.media.srtp;

import org.dragoman.core.media.SrtpKeys;

/// Encrypts and authenticates one kind of packet, RTP or RTCP, with one key. The packet lies on
/// the {@link Workbench}. An index is that of RFC 3711: 48 bits for RTP, 31 for RTCP.
sealed interface Transform permits CounterModeTransform, GcmTransform {
    /// Bytes that a packet grows by, without the index that RTCP carries.
    int tagBytes();

    /// Encrypts what follows the header, and puts the tag behind it; for RTCP the index too.
    ///
    /// - {@code header}: bytes that stay clear.
    /// - {@code length}: of the whole packet.
    void seal(Workbench bench, int header, int length, int ssrc, long index);

    /// Checks the tag, and decrypts what is between the header and it.
    ///
    /// - {@code length}: of the whole packet with its tag.
    /// - {@code encrypted}: false for RTCP that is authenticated only.
    /// - Returns: whether the packet is genuine; if not, what lies there is of no use.
    boolean open(Workbench bench, int header, int length, int ssrc, long index, boolean encrypted);

    /// Gives native memory back; what comes later takes some again.
    default void release() {}

    static Transform rtp(SrtpKeys keys) {
        var derivation = new KeyDerivation(keys);
        return of(
                keys,
                derivation.derive(KeyDerivation.RTP_ENCRYPTION, keys.suite().keyBytes()),
                derivation.derive(KeyDerivation.RTP_AUTHENTICATION, Hmac.KEY),
                derivation.derive(KeyDerivation.RTP_SALT, keys.suite().saltBytes()),
                false);
    }

    static Transform rtcp(SrtpKeys keys) {
        var derivation = new KeyDerivation(keys);
        return of(
                keys,
                derivation.derive(KeyDerivation.RTCP_ENCRYPTION, keys.suite().keyBytes()),
                derivation.derive(KeyDerivation.RTCP_AUTHENTICATION, Hmac.KEY),
                derivation.derive(KeyDerivation.RTCP_SALT, keys.suite().saltBytes()),
                true);
    }

    private static Transform of(
            SrtpKeys keys, byte[] key, byte[] authentication, byte[] salt, boolean rtcp) {
        return switch (keys.suite()) {
            case AES_CM_128_HMAC_SHA1_80 ->
                    new CounterModeTransform(key, salt, new Hmac(authentication), 10, rtcp);
            case AES_CM_128_HMAC_SHA1_32 -> // RFC 4568 §6.2.2: 80 bits for RTCP all the same
                    new CounterModeTransform(
                            key, salt, new Hmac(authentication), rtcp ? 10 : 4, rtcp);
            case AEAD_AES_128_GCM, AEAD_AES_256_GCM ->
                    new GcmTransform(rtcp ? new PlatformGalois(key) : Galois.of(key), salt, rtcp);
        };
    }
}
