/// All that a gateway keeps, in one encrypted file, and back again. Start at {@link Backup} and
/// {@link Restore}; the file's form is in {@link Seal}. Sources: scrypt is RFC 7914, AES-GCM is
// NIST
/// SP 800-38D; the chunks are STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, "Online
/// Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance" (CRYPTO 2015).
@NullMarked
package org.dragoman.gateway.backup;

import org.jspecify.annotations.NullMarked;
