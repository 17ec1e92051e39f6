package org.dragoman.gateway.explain;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.MediaTransport;
import org.dragoman.core.media.Sound;

/// A media plane on paper: ports have numbers and agree on codecs, and no packet ever comes. Their
/// addresses are those of RFC 5737.
final class PaperMedia implements MediaPlane {
    private static final int FIRST = 10_000;
    private static final int PORTS = 20_000;

    private int opened;

    @Override
    public Opened open(String trunk, Ear ear) {
        var address = new InetSocketAddress("192.0.2.1", FIRST + opened++ * 2 % PORTS);
        return new PaperPort(address);
    }

    @Override
    public Opened open(String trunk, Ear ear, MediaTransport transport, Optional<Opened> beside) {
        return open(trunk, ear);
    }

    @Override
    public Opened openVideo(Opened sound, String trunk, Ear ear) {
        return open(trunk, ear);
    }

    private static final class PaperPort implements Opened, MediaPort {
        private final InetSocketAddress address;
        private MediaFlow flow = MediaFlow.NONE;

        PaperPort(InetSocketAddress address) {
            this.address = address;
        }

        @Override
        public MediaPort port() {
            return this;
        }

        @Override
        public void join(Opened other) {
            // no packet comes
        }

        @Override
        public void part() {
            // no packet comes
        }

        @Override
        public void close() {
            // it has no socket
        }

        @Override
        public InetSocketAddress localRtp() {
            return address;
        }

        @Override
        public InetSocketAddress localRtcp() {
            return new InetSocketAddress(address.getAddress(), address.getPort() + 1);
        }

        @Override
        public void agree(MediaFlow other) {
            flow = other;
        }

        @Override
        public MediaFlow agreed() {
            return flow;
        }

        @Override
        public void sendDigit(char digit, Duration held) {
            // nobody hears it
        }

        @Override
        public void soundDigit(char digit, Duration held) {
            // nobody hears it
        }

        @Override
        public void digitsAreTones() {
            // there are no tones
        }

        @Override
        public void play(Sound sound) {
            // nobody hears it
        }

        @Override
        public void stopSound() {
            // nobody hears it
        }

        @Override
        public MediaStatistics statistics() {
            return new MediaStatistics(0, 0, 0, 0, 0, 0, 0);
        }
    }
}
