package org.dragoman.gateway.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.Sound;

/// A media port that is only an address: calls under load are silent.
final class QuietPort implements MediaPort {
    private final InetSocketAddress rtp;
    private volatile MediaFlow agreed = MediaFlow.NONE;

    QuietPort(InetSocketAddress rtp) {
        this.rtp = rtp;
    }

    @Override
    public InetSocketAddress localRtp() {
        return rtp;
    }

    @Override
    public InetSocketAddress localRtcp() {
        return new InetSocketAddress(rtp.getAddress(), rtp.getPort() + 1);
    }

    @Override
    public void agree(MediaFlow flow) {
        agreed = flow;
    }

    @Override
    public MediaFlow agreed() {
        return agreed;
    }

    @Override
    public void sendDigit(char digit, Duration held) {}

    @Override
    public void soundDigit(char digit, Duration held) {}

    @Override
    public void digitsAreTones() {}

    @Override
    public void play(Sound sound) {}

    @Override
    public void stopSound() {}

    @Override
    public MediaStatistics statistics() {
        return MediaStatistics.NONE;
    }
}
