package org.dragoman.gateway.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.tls.LiveCertificate;

/// A web server by TLS on loopback, with a certificate of its own making.
public final class LoopbackEdge {
    private LoopbackEdge() {}

    /// - {@code folder}: where its certificate is kept.
    public static WebEdge start(Path folder, List<WebEdge.Part> parts) throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var config =
                new WebConfig(
                        List.of(new WebConfig.Listener(address, true)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        WebConfig.Limits.STANDARD);
        var time = new FakeTime();
        return WebEdge.start(
                config,
                new WebEdge.Content(List.of(), Map.of(), parts),
                Optional.of(LiveCertificate.of(TlsConfig.in(folder), time)),
                time);
    }
}
