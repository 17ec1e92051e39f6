package org.dragoman.gateway.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.dragoman.core.testing.FakeTime;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.tls.LiveCertificate;

/// A web server on loopback, with a certificate of its own making.
public final class LoopbackEdge {
    /// Longer than a busy machine takes to answer; whoever waits longer fails.
    private static final int PATIENCE = (int) TimeUnit.SECONDS.toMillis(20);

    private LoopbackEdge() {}

    /// By TLS.
    ///
    /// - {@code folder}: where its certificate is kept.
    public static WebEdge start(Path folder, List<WebEdge.Part> parts) throws Exception {
        return start(folder, true, WebConfig.Limits.STANDARD, parts);
    }

    static WebEdge start(
            Path folder, boolean secure, WebConfig.Limits limits, List<WebEdge.Part> parts)
            throws Exception {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var config =
                new WebConfig(
                        List.of(new WebConfig.Listener(address, secure)),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        limits);
        var time = new FakeTime();
        return WebEdge.start(
                config,
                new WebEdge.Content(List.of(), Map.of(), parts),
                Optional.of(LiveCertificate.of(TlsConfig.in(folder), time)),
                time);
    }

    /// A connection to it, whatever certificate it shows; reading ends in time.
    static Socket connect(WebEdge edge) throws Exception {
        var uri = URI.create(edge.urls().getFirst());
        if (uri.getScheme().equals("http")) {
            return patient(new Socket(uri.getHost(), uri.getPort()));
        }
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new AnyCertificate()}, null);
        return patient(context.getSocketFactory().createSocket(uri.getHost(), uri.getPort()));
    }

    static Socket patient(Socket socket) throws Exception {
        socket.setSoTimeout(PATIENCE);
        return socket;
    }
}
