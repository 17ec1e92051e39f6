package org.dragoman.gateway.backup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.SCrypt;

/// How a backup is encrypted: a key made of the password by scrypt, and chunks by AES-256-GCM, each
/// of which knows its place and whether it is the last. What was cut off, put in another order or
/// changed in a single bit does not open.
///
/// The file begins with {@link #HEADER} bytes: {@value #MAGIC}, a version, the cost of scrypt as a
/// power of two, its salt, the beginning of all nonces, and what tells a wrong password from a
/// damaged file. Every chunk vouches for these bytes too.
final class Seal {
    static final int CHUNK = 64 << 10; // bytes of what is encrypted
    static final int TAG = 16; // bytes that a chunk is longer for

    private static final String MAGIC = "DRAGOMAN";
    private static final byte VERSION = 1;
    /// Of the key: 2^16 times 1 KiB, which are 64 MiB and some tenths of a second.
    static final byte COST = 16;

    private static final byte MOST_COST = 17; // a file asks for no more than 128 MiB
    private static final int BLOCK = 8; // RFC 7914 §2: r, p
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int KEY = 32;
    private static final int CHECK = 16;
    private static final int PREFIX = 7; // of a nonce; then 4 of the place and 1 for the last
    private static final int NONCE = 12;

    static final int HEADER = MAGIC.length() + 2 + SALT + PREFIX + CHECK;

    private final byte[] header;
    private final byte[] prefix;
    private final SecretKeySpec key;
    private int place;

    private Seal(byte[] header, byte[] prefix, byte[] key) {
        this.header = header;
        this.prefix = prefix;
        this.key = new SecretKeySpec(key, "AES");
    }

    /// For a new file.
    static Seal make(char[] password, byte cost, SecureRandom random) {
        var salt = new byte[SALT];
        var prefix = new byte[PREFIX];
        random.nextBytes(salt);
        random.nextBytes(prefix);
        var made = derive(password, salt, cost);
        var header =
                ByteBuffer.allocate(HEADER)
                        .put(MAGIC.getBytes(StandardCharsets.US_ASCII))
                        .put(VERSION)
                        .put(cost)
                        .put(salt)
                        .put(prefix)
                        .put(made, KEY, CHECK)
                        .array();
        return new Seal(header, prefix, Arrays.copyOf(made, KEY));
    }

    /// For a file that begins so.
    static Seal open(byte[] header, char[] password) throws BadBackup {
        var in = ByteBuffer.wrap(header);
        var magic = new byte[MAGIC.length()];
        if (header.length < HEADER
                || !Arrays.equals(
                        in.get(magic).array(),
                        0,
                        magic.length,
                        MAGIC.getBytes(StandardCharsets.US_ASCII),
                        0,
                        magic.length)) {
            throw new BadBackup("This is no backup of Dragoman.");
        }
        byte version = in.get();
        if (version != VERSION) {
            throw new BadBackup(
                    "The backup has the form " + version + ", which a newer Dragoman reads.");
        }
        byte cost = in.get();
        if (cost < 1 || cost > MOST_COST) {
            throw new BadBackup("The beginning of the backup is damaged.");
        }
        var salt = new byte[SALT];
        var prefix = new byte[PREFIX];
        var check = new byte[CHECK];
        in.get(salt).get(prefix).get(check);
        var made = derive(password, salt, cost);
        if (!MessageDigest.isEqual(check, Arrays.copyOfRange(made, KEY, KEY + CHECK))) {
            throw new BadBackup(
                    "The password is not that of the backup, or its beginning is damaged.");
        }
        return new Seal(header.clone(), prefix, Arrays.copyOf(made, KEY));
    }

    private static byte[] derive(char[] password, byte[] salt, int cost) {
        var bytes = new String(password).getBytes(StandardCharsets.UTF_8);
        return SCrypt.generate(bytes, salt, 1 << cost, BLOCK, LANES, KEY + CHECK);
    }

    byte[] header() {
        return header.clone();
    }

    /// The next chunk, encrypted.
    byte[] close(byte[] plain, int length, boolean last) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, last).doFinal(plain, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /// The next chunk, decrypted.
    byte[] open(byte[] sealed, int length, boolean last) throws BadBackup {
        try {
            return cipher(Cipher.DECRYPT_MODE, last).doFinal(sealed, 0, length);
        } catch (AEADBadTagException altered) {
            throw new BadBackup("The backup is cut off, or was altered.");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private Cipher cipher(int mode, boolean last) throws GeneralSecurityException {
        if (place < 0) {
            throw new IllegalStateException("as many chunks as there are nonces");
        }
        var nonce =
                ByteBuffer.allocate(NONCE).put(prefix).putInt(place++).put((byte) (last ? 1 : 0));
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce.array()));
        cipher.updateAAD(header);
        return cipher;
    }
}
