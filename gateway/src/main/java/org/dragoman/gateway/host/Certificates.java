package org.dragoman.gateway.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.gateway.config.Configuration;

/// How long the certificates of a configuration are good for.
public final class Certificates {
    private static final Duration SOON = Duration.ofDays(30);

    private Certificates() {}

    /// - {@code mend}: it has run out, soon does, or cannot be read.
    public record Finding(boolean mend, String words) {}

    public static List<Finding> of(Configuration configuration) {
        var files = new ArrayList<Path>();
        configuration.sip().tls().certificate().ifPresent(files::add);
        configuration.web().certificate().ifPresent(files::add);
        var now = InstantSource.system().instant();
        return files.stream().distinct().map(file -> of(file, now)).toList();
    }

    static Finding of(Path file, Instant now) {
        try (var in = Files.newInputStream(file)) {
            var certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            return of(file, certificate.getNotAfter().toInstant(), now);
        } catch (IOException | CertificateException e) {
            return new Finding(true, file + " cannot be read: " + e.getMessage());
        }
    }

    private static Finding of(Path file, Instant end, Instant now) {
        if (end.isBefore(now)) {
            return new Finding(true, file + " ran out at " + end);
        }
        var days = Duration.between(now, end).toDays();
        boolean soon = end.isBefore(now.plus(SOON));
        return new Finding(soon, file + " runs out in " + days + " days, at " + end);
    }
}
