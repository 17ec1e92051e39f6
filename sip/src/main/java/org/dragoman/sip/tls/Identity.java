package org.dragoman.sip.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// The gateway's certificate with its chain, and the key to it.
record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final long LARGEST = 1 << 20; // bytes of a PEM file

    Identity {
        chain = List.copyOf(chain);
    }

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /// Reads PEM files; the certificate's file may hold its chain too.
    ///
    /// - Errors: IOException naming the file and what is wrong with it.
    static Identity read(Path certificate, Path key) throws IOException {
        var chain = certificates(certificate);
        var secret = key(key);
        if (!belongTogether(chain.getFirst().getPublicKey(), secret)) {
            throw new IOException(key + ": not the key of the certificate in " + certificate);
        }
        return new Identity(secret, chain);
    }

    private static boolean belongTogether(PublicKey open, PrivateKey secret) {
        var probe = new byte[] {1, 2, 3};
        try {
            var signing = Signature.getInstance(signature(secret));
            signing.initSign(secret);
            signing.update(probe);
            var verifying = Signature.getInstance(signature(secret));
            verifying.initVerify(open);
            verifying.update(probe);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false; // keys of different kinds
        }
    }

    private static String signature(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> key.getAlgorithm(); // Ed25519, Ed448: the signature is named like the key
        };
    }

    /// Every certificate of a PEM file; there is at least one.
    static List<X509Certificate> certificates(Path file) throws IOException {
        var found = new ArrayList<X509Certificate>();
        var converter = new JcaX509CertificateConverter();
        for (var object : objects(file)) {
            if (object instanceof X509CertificateHolder holder) {
                try {
                    found.add(converter.getCertificate(holder));
                } catch (CertificateException e) {
                    throw new IOException(file + ": a certificate cannot be read", e);
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException(file + ": there is no certificate in this PEM file");
        }
        return found;
    }

    private static PrivateKey key(Path file) throws IOException {
        var converter = new JcaPEMKeyConverter();
        for (var object : objects(file)) {
            switch (object) {
                case PEMKeyPair pair -> {
                    return converter.getPrivateKey(pair.getPrivateKeyInfo());
                }
                case PrivateKeyInfo info -> {
                    return converter.getPrivateKey(info);
                }
                default -> {} // parameters of a curve, certificates: they may stand beside it
            }
        }
        throw new IOException(file + ": there is no private key without a passphrase in this file");
    }

    private static List<Object> objects(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IOException(file + ": larger than any PEM file of certificates");
        }
        try (Reader text = Files.newBufferedReader(file);
                var parser = new PEMParser(text)) {
            var found = new ArrayList<Object>();
            for (var object = parser.readObject(); object != null; object = parser.readObject()) {
                found.add(object);
            }
            return found;
        } catch (RuntimeException e) {
            throw new IOException(file + ": not a PEM file", e);
        }
    }
}
