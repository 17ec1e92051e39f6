package org.dragoman.sip.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyStoreBuilderParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.dragoman.sip.TlsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The certificate that whoever connects is shown, with its key: the operator's, or one of the
/// gateway's own making. Files that changed are read anew before the next connection is taken, at
/// most every few seconds; connections that there are keep what they began with. Files that cannot
/// be used are told of in the log, and what was read before is shown on. Safe from any thread.
public final class LiveCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(LiveCertificate.class);
    private static final Duration LOOK = Duration.ofSeconds(2); // at the files, at most so often

    private static final char[] NO_PASSWORD = new char[0]; // of a store that is never written

    private final Path certificateFile;
    private final Path keyFile;
    private final InstantSource time;
    private volatile Shown shown;
    private Stamp seen;
    private Instant looked;

    /// What tells that a file is another than it was.
    private record Stamp(FileTime certificate, long certificateSize, FileTime key, long keySize) {}

    private record Shown(Identity identity, KeyStore store) {}

    private LiveCertificate(Path certificateFile, Path keyFile, InstantSource time)
            throws IOException {
        this.certificateFile = certificateFile;
        this.keyFile = keyFile;
        this.time = time;
        this.looked = time.instant();
        this.seen = stamp();
        this.shown = read();
    }

    /// The operator's files, or else the gateway's own, which are made where there are none.
    ///
    /// - Errors: IOException naming the file that cannot be used, and why.
    public static LiveCertificate of(TlsConfig config, InstantSource time) throws IOException {
        if (config.certificate().isPresent()) {
            return new LiveCertificate(
                    config.certificate().get(), config.key().orElseThrow(), time);
        }
        OwnCertificate.in(config.folder(), time);
        return new LiveCertificate(
                config.folder().resolve(OwnCertificate.CERTIFICATE),
                config.folder().resolve(OwnCertificate.KEY),
                time);
    }

    /// SHA-256 of the certificate that is shown now.
    public String fingerprint() {
        return Fingerprint.of(shown.identity().certificate());
    }

    /// The file it comes from.
    public Path file() {
        return certificateFile;
    }

    /// For a server that asks nobody for a certificate.
    public SSLContext serverContext() throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(certificateFile + ": cannot be used for TLS", e);
        }
    }

    /// Shows it in every handshake as it is then.
    KeyManager[] keyManagers() throws GeneralSecurityException {
        var factory = KeyManagerFactory.getInstance("NewSunX509"); // asks the builder each time
        factory.init(new KeyStoreBuilderParameters(new Store()));
        return factory.getKeyManagers();
    }

    private Stamp stamp() throws IOException {
        return new Stamp(
                Files.getLastModifiedTime(certificateFile),
                Files.size(certificateFile),
                Files.getLastModifiedTime(keyFile),
                Files.size(keyFile));
    }

    private Shown read() throws IOException {
        var identity = Identity.read(certificateFile, keyFile);
        try {
            return new Shown(identity, store(identity));
        } catch (GeneralSecurityException e) {
            throw new IOException(certificateFile + ": cannot be used for TLS", e);
        }
    }

    private static KeyStore store(Identity identity) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "dragoman",
                identity.key(),
                NO_PASSWORD,
                identity.chain().toArray(X509Certificate[]::new));
        return store;
    }

    private synchronized Shown fresh() {
        var now = time.instant();
        if (Duration.between(looked, now).compareTo(LOOK) >= 0) {
            looked = now;
            look();
        }
        return shown;
    }

    private void look() {
        try {
            var stamp = stamp();
            if (stamp.equals(seen)) {
                return;
            }
            seen = stamp;
            shown = read();
            LOG.atInfo()
                    .addKeyValue("event", "certificate.changed")
                    .addKeyValue("fingerprint", fingerprint())
                    .addKeyValue("from", certificateFile)
                    .log("from now on TLS shows the certificate with this SHA-256 fingerprint");
        } catch (IOException e) { // half written perhaps: the rest changes the stamp again
            LOG.atWarn()
                    .addKeyValue("event", "certificate.unusable")
                    .addKeyValue("why", e.getMessage())
                    .log("the changed certificate cannot be used; the old one is shown on");
        }
    }

    /// Asked by the JDK for each handshake.
    private final class Store extends KeyStore.Builder {
        @Override
        public KeyStore getKeyStore() {
            return fresh().store();
        }

        @Override
        public KeyStore.ProtectionParameter getProtectionParameter(String alias) {
            return new KeyStore.PasswordProtection(NO_PASSWORD);
        }
    }
}
