package org.dragoman.sip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Vouches for whomever a test names.
final class TestAuthority {
    private static final X500Principal NAME = new X500Principal("CN=Test authority");
    static final TestAuthority INSTANCE = new TestAuthority();

    private final AtomicInteger numbers = new AtomicInteger();
    private final Path folder;
    private final KeyPair pair;

    TestAuthority() {
        try {
            folder = Files.createTempDirectory("dragoman-authority");
            folder.toFile().deleteOnExit();
            pair = pair();
            write(authority(), certificate(NAME, pair, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// The PEM file to believe it by.
    Path authority() {
        return folder.resolve("authority.pem");
    }

    /// A certificate for an address, and belief in this authority.
    TlsConfig tls(String address) {
        return tls(new GeneralName(GeneralName.iPAddress, address));
    }

    TlsConfig tls(GeneralName name) {
        int number = numbers.incrementAndGet();
        var file = folder.resolve(number + ".pem");
        var key = folder.resolve(number + "-key.pem");
        var own = pair();
        try {
            write(
                    file,
                    certificate(
                            new X500Principal("CN=nobody.example"), own, new GeneralNames(name)));
            write(key, new JcaPKCS8Generator(own.getPrivate(), null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TlsConfig.in(folder).withCertificate(file, key).withAuthorities(authority());
    }

    private X509CertificateHolder certificate(
            X500Principal subject,
            KeyPair of,
            @org.jspecify.annotations.Nullable GeneralNames names)
            throws IOException {
        var now = Instant.now();
        try {
            var builder =
                    new JcaX509v3CertificateBuilder(
                            NAME,
                            BigInteger.valueOf(numbers.incrementAndGet()),
                            Date.from(now.minus(Duration.ofHours(1))),
                            Date.from(now.plus(Duration.ofDays(2))),
                            subject,
                            of.getPublic());
            builder.addExtension(
                    Extension.basicConstraints, true, new BasicConstraints(names == null));
            if (names != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, names);
            }
            return builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
        } catch (OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Path file, Object content) throws IOException {
        try (var pem = new JcaPEMWriter(Files.newBufferedWriter(file))) {
            pem.writeObject(content);
        }
        file.toFile().deleteOnExit();
    }
}
