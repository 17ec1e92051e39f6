package org.dragoman.gateway.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.Sound;
import org.dragoman.media.probe.Heard;
import org.dragoman.media.probe.ToneProbe;

/// The mouth and ear of a party: plays its tone to whoever the leg agreed on, and measures what
/// comes back.
final class ProbePort implements MediaPort, AutoCloseable {
    private final ToneProbe probe;
    private final double frequencyHz;
    private final double levelDbm0;
    private volatile MediaFlow flow = MediaFlow.NONE;

    ProbePort(InetAddress address, double frequencyHz, double levelDbm0) throws IOException {
        this.probe = new ToneProbe(new InetSocketAddress(address, 0));
        this.frequencyHz = frequencyHz;
        this.levelDbm0 = levelDbm0;
    }

    Heard heard() {
        return probe.heard();
    }

    /// What it sends, as the ladder would say it.
    String codec() {
        return flow.sending().map(PayloadFormat::codec).map(Codec::toString).orElse("none");
    }

    @Override
    public InetSocketAddress localRtp() {
        return probe.localAddress();
    }

    @Override
    public InetSocketAddress localRtcp() {
        var rtp = probe.localAddress();
        return new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1); // nobody listens there
    }

    @Override
    public void agree(MediaFlow other) {
        flow = other;
        if (other.remoteRtp().isPresent()
                && other.sending().isPresent()
                && other.direction().sends()) {
            var format = other.sending().get();
            probe.start(
                    other.remoteRtp().get(),
                    format.codec(),
                    format.payloadType(),
                    frequencyHz,
                    levelDbm0);
        } else {
            probe.stop();
        }
    }

    @Override
    public MediaFlow agreed() {
        return flow;
    }

    @Override
    public void sendDigit(char digit, Duration held) {
        throw new IllegalStateException("no party of the demonstration dials");
    }

    @Override
    public void soundDigit(char digit, Duration held) {
        throw new IllegalStateException("no party of the demonstration dials");
    }

    @Override
    public void digitsAreTones() {
        throw new IllegalStateException("no party of the demonstration dials");
    }

    @Override
    public void play(Sound sound) {
        throw new IllegalStateException("a party plays its own tone only");
    }

    @Override
    public void stopSound() {
        // it plays none but its own
    }

    @Override
    public MediaStatistics statistics() {
        var heard = probe.heard();
        return new MediaStatistics(heard.packets(), 0, 0, 0, 0, heard.lost(), 0);
    }

    @Override
    public void close() throws IOException {
        probe.close();
    }
}
