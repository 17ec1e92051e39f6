package org.dragoman.sip;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the gateway shows and believes when it speaks TLS.
///
/// - {@code certificate}, {@code key}: PEM files; the certificate's chain may follow it in the same
///   file. Where they are absent, a certificate of the gateway's own making is used.
/// - {@code authorities}: PEM files of those who may vouch for peers; the system's where empty.
/// - {@code folder}: where the certificate of the gateway's own making is kept.
public record TlsConfig(
        Optional<Path> certificate, Optional<Path> key, List<Path> authorities, Path folder) {

    public TlsConfig {
        authorities = List.copyOf(authorities);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("a certificate and its key come together");
        }
    }

    /// A certificate of the gateway's own making, kept in this folder; the system's authorities.
    public static TlsConfig in(Path folder) {
        return new TlsConfig(Optional.empty(), Optional.empty(), List.of(), folder);
    }

    public TlsConfig withCertificate(Path file, Path keyFile) {
        return new TlsConfig(Optional.of(file), Optional.of(keyFile), authorities, folder);
    }

    public TlsConfig withAuthorities(Path... files) {
        return new TlsConfig(certificate, key, List.of(files), folder);
    }

    /// The usual folder: {@code /var/lib/dragoman} for root, else the user's data folder. It
    /// outlives a restart of the machine, as the folder of the REST interface does not: peers know
    /// the certificate by its fingerprint.
    public static Path usualFolder() {
        var chosen = System.getenv("DRAGOMAN_DATA");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        if (System.getProperty("user.name").equals("root")) {
            return Path.of("/var/lib/dragoman");
        }
        var data = System.getenv("XDG_DATA_HOME");
        return data != null && !data.isBlank()
                ? Path.of(data, "dragoman")
                : Path.of(System.getProperty("user.home"), ".local", "share", "dragoman");
    }
}
