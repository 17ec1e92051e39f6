package org.dragoman.rtmp.handshake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Digests within the 1 536 bytes of a handshake. They prove nothing, the keys are in every
/// player; they tell a client which talks to the Flash Media Server that it does.
///
/// - Source: libavformat/rtmpproto.c of FFmpeg and handshake.h of librtmp, for places and keys.
final class Digest {
    static final int PACKET = 1_536; // bytes
    static final int LENGTH = 32; // bytes
    private static final int PLACES = 728; // where a digest can begin within its half
    private static final int[] HALVES = {8, 772}; // where the two halves begin: scheme 0, scheme 1

    private static final byte[] SHARED =
            HexFormat.of()
                    .parseHex("f0eec24a8068bee82e00d0d1029e7e576eec5d2d29806fab93b8e636cfeb31ae");
    static final byte[] CLIENT = "Genuine Adobe Flash Player 001".getBytes(StandardCharsets.UTF_8);
    static final byte[] SERVER =
            "Genuine Adobe Flash Media Server 001".getBytes(StandardCharsets.UTF_8);

    private Digest() {}

    /// The digest a client put into its packet, under either scheme; nothing if there is none.
    static Optional<byte[]> find(byte[] packet, byte[] key) {
        for (int half : HALVES) {
            int at = place(packet, half);
            byte[] found = Arrays.copyOfRange(packet, at, at + LENGTH);
            if (MessageDigest.isEqual(found, without(packet, at, key))) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /// Puts a digest into the first half.
    static void insert(byte[] packet, byte[] key) {
        int at = place(packet, HALVES[0]);
        System.arraycopy(without(packet, at, key), 0, packet, at, LENGTH);
    }

    /// Ends a packet with the answer to the digest that the other side sent.
    static void answer(byte[] packet, byte[] key, byte[] theirs) {
        byte[] full = Arrays.copyOf(key, key.length + SHARED.length);
        System.arraycopy(SHARED, 0, full, key.length, SHARED.length);
        byte[] made = hmac(hmac(full, theirs), Arrays.copyOf(packet, PACKET - LENGTH));
        System.arraycopy(made, 0, packet, PACKET - LENGTH, LENGTH);
    }

    /// The first four bytes of a half say where in the rest of it the digest is.
    private static int place(byte[] packet, int half) {
        int sum = 0;
        for (int i = half; i < half + 4; i++) {
            sum += packet[i] & 0xff;
        }
        return sum % PLACES + half + 4;
    }

    private static byte[] without(byte[] packet, int at, byte[] key) {
        byte[] rest = new byte[PACKET - LENGTH];
        System.arraycopy(packet, 0, rest, 0, at);
        System.arraycopy(packet, at + LENGTH, rest, at, rest.length - at);
        return hmac(key, rest);
    }

    static byte[] hmac(byte[] key, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
