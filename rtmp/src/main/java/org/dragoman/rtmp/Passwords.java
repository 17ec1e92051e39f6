package org.dragoman.rtmp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.dragoman.core.account.Account;
import org.dragoman.rtmp.dialect.Wish;

/// Whether who logs in knows the password. It is said in clear, or, by FreeSWITCH's clients,
/// hashed with the name of the connection: {@code md5(SESSION:USER:PASSWORD)}.
///
/// - Source of the hash: rtmp_check_auth in mod_rtmp's rtmp.c.
record Passwords(RtmpConfig config, String session) {

    boolean isRight(Account account, Wish.LogIn said) {
        if (account.secret().isOf(account.number(), said.secret())) {
            return true;
        }
        return Optional.ofNullable(config.passwords().get(account.number()))
                .map(password -> hash(session + ":" + said.user() + ":" + password))
                .filter(hash -> same(hash, said.secret()))
                .isPresent();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static String hash(String text) {
        try {
            var md5 = MessageDigest.getInstance("MD5"); // as the clients do it
            return HexFormat.of().formatHex(md5.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
