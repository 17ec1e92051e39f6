package org.dragoman.webrtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.bc.BcX509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.dragoman.core.media.CertificateFingerprint;

/// The key and the certificate the gateway shows to browsers, made at its start and known to nobody
/// before: what makes it believed is the fingerprint in the signalling (RFC 8827 §5.6).
public final class DtlsIdentity {
    private static final Duration VALID = Duration.ofDays(3_650); // nobody looks (RFC 8122 §6.2)
    private static final int SERIAL_BITS = 64;

    private final BcTlsCrypto crypto;
    private final AsymmetricKeyParameter key;
    private final Certificate certificate;
    private final CertificateFingerprint fingerprint;

    private DtlsIdentity(BcTlsCrypto crypto, AsymmetricKeyParameter key, BcTlsCertificate shown)
            throws IOException {
        this.crypto = crypto;
        this.key = key;
        certificate = new Certificate(new TlsCertificate[] {shown});
        fingerprint = new CertificateFingerprint("sha-256", sha256(shown.getEncoded()));
    }

    /// Makes one: ECDSA on P-256, which every browser takes (RFC 8827 §6.5).
    public static DtlsIdentity make(SecureRandom random, Instant now) {
        var crypto = new BcTlsCrypto(random);
        var pair = keys(random);
        var name = new X500Name("CN=dragoman");
        try {
            var signer =
                    new BcECContentSignerBuilder(
                                    new DefaultSignatureAlgorithmIdentifierFinder()
                                            .find("SHA256withECDSA"),
                                    new DefaultDigestAlgorithmIdentifierFinder().find("SHA-256"))
                            .build(pair.getPrivate());
            var holder =
                    new BcX509v3CertificateBuilder(
                                    name,
                                    new BigInteger(SERIAL_BITS, random).setBit(0),
                                    Date.from(now.minus(Duration.ofDays(1))),
                                    Date.from(now.plus(VALID)),
                                    name,
                                    pair.getPublic())
                            .build(signer);
            var shown = new BcTlsCertificate(crypto, holder.toASN1Structure());
            return new DtlsIdentity(crypto, pair.getPrivate(), shown);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate of our own cannot be made", e);
        }
    }

    private static AsymmetricCipherKeyPair keys(SecureRandom random) {
        var curve = ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1);
        var generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(curve, random));
        return generator.generateKeyPair();
    }

    private static byte[] sha256(byte[] encoded) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(encoded);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// What browsers are told of it.
    public CertificateFingerprint fingerprint() {
        return fingerprint;
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner credentials(TlsContext context) {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                key,
                certificate,
                SignatureAndHashAlgorithm.getInstance(
                        HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
