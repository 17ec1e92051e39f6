package org.dragoman.sip.tls;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// The certificate the gateway makes for itself where the operator gives none: for peers that know
/// it by its fingerprint. It is made once and kept.
final class OwnCertificate {
    static final String CERTIFICATE = "sip-certificate.pem";
    static final String KEY = "sip-key.pem";
    private static final Duration VALID = Duration.ofDays(3_650);
    private static final Duration BEFORE = Duration.ofDays(1); // for peers whose clock is behind
    private static final X500Principal NAME = new X500Principal("CN=Dragoman gateway");

    private OwnCertificate() {}

    /// The one that is kept in the folder; made when there is none.
    static Identity in(Path folder, InstantSource time) throws IOException {
        var certificate = folder.resolve(CERTIFICATE);
        var key = folder.resolve(KEY);
        if (!Files.exists(certificate) || !Files.exists(key)) {
            make(folder, time);
        }
        return Identity.read(certificate, key);
    }

    private static void make(Path folder, InstantSource time) throws IOException {
        Files.createDirectories(folder, mode("rwx------"));
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            write(folder.resolve(KEY), new JcaPKCS8Generator(pair.getPrivate(), null));
            write(folder.resolve(CERTIFICATE), signed(pair, time));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("every JDK makes EC keys", e);
        }
    }

    private static X509CertificateHolder signed(KeyPair pair, InstantSource time)
            throws OperatorCreationException, IOException {
        var now = time.instant();
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        return new JcaX509v3CertificateBuilder(
                        NAME,
                        new BigInteger(64, new SecureRandom()),
                        Date.from(now.minus(BEFORE)),
                        Date.from(now.plus(VALID)),
                        NAME,
                        pair.getPublic())
                .addExtension(Extension.subjectAlternativeName, false, names())
                .build(signer);
    }

    // browsers look at no other name (RFC 9525 §6.3); the operator's names are in his certificate
    private static GeneralNames names() {
        return new GeneralNames(
                new GeneralName[] {
                    new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                    new GeneralName(GeneralName.iPAddress, "::1")
                });
    }

    // whole or not at all, and never readable by others for a moment
    private static void write(Path file, Object content) throws IOException {
        var text = new StringWriter();
        try (var pem = new JcaPEMWriter(text)) {
            pem.writeObject(content);
        }
        var fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, mode("rw-------"));
        try (var out = new FileOutputStream(fresh.toFile())) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            out.getFD().sync(); // else a power cut leaves its name and nothing in it
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String mode) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
    }
}
