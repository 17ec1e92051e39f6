package org.dragoman.core.testing;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.BrowserEnd;
import org.dragoman.core.media.CertificateFingerprint;
import org.dragoman.core.media.IceCredentials;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaPlane.Ear;
import org.dragoman.core.media.MediaPort;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.Sound;
import org.dragoman.core.media.Tone;

/// A media port that carries nothing and remembers what was asked of it.
public final class FakeMediaPort implements MediaPort {
    private final InetSocketAddress localRtp;
    private final Ear ear;
    private final List<MediaFlow> flows = new ArrayList<>();
    private final StringBuilder digits = new StringBuilder();
    private boolean digitsAreTones;
    private Optional<Sound> sound = Optional.empty();
    private MediaStatistics statistics = MediaStatistics.NONE;
    private Optional<BrowserEnd> browser = Optional.empty();

    public FakeMediaPort(InetSocketAddress localRtp, Ear ear) {
        this.localRtp = localRtp;
        this.ear = ear;
    }

    /// A port at 192.0.2.1:40000 that nobody listens at.
    public static FakeMediaPort unheard() {
        return unheardAt(new InetSocketAddress("192.0.2.1", 40_000));
    }

    public static FakeMediaPort unheardAt(InetSocketAddress localRtp) {
        return new FakeMediaPort(localRtp, DEAF);
    }

    private static final Ear DEAF =
            new Ear() {
                @Override
                public void digit(char digit, Duration held) {}

                @Override
                public void conversionFailed(String why) {}

                @Override
                public void firstPacket() {}
            };

    @Override
    public InetSocketAddress localRtp() {
        return localRtp;
    }

    @Override
    public InetSocketAddress localRtcp() {
        return new InetSocketAddress(localRtp.getAddress(), localRtp.getPort() + 1);
    }

    /// From now on the port is one for browsers, with ICE credentials and a certificate that mean
    /// nothing.
    public synchronized FakeMediaPort forBrowsers() {
        var ice = new IceCredentials("fake" + localRtp.getPort(), "0123456789abcdefghijklmn");
        var certificate = new CertificateFingerprint("sha-256", new byte[32]);
        browser = Optional.of(new BrowserEnd(ice, List.of(localRtp), certificate));
        return this;
    }

    @Override
    public synchronized Optional<BrowserEnd> browser() {
        return browser;
    }

    @Override
    public synchronized void agree(MediaFlow flow) {
        flows.add(flow);
    }

    @Override
    public synchronized MediaFlow agreed() {
        return flows.isEmpty() ? MediaFlow.NONE : flows.getLast();
    }

    @Override
    public synchronized void sendDigit(char digit, Duration held) {
        digits.append(digit);
    }

    @Override
    public synchronized void soundDigit(char digit, Duration held) {
        digits.append(digit);
    }

    @Override
    public synchronized void digitsAreTones() {
        digitsAreTones = true;
    }

    /// Whether digits are tones in the sound.
    public synchronized boolean areDigitsTones() {
        return digitsAreTones;
    }

    @Override
    public synchronized void play(Sound other) {
        sound = Optional.of(other);
    }

    @Override
    public synchronized void stopSound() {
        sound = Optional.empty();
    }

    @Override
    public synchronized MediaStatistics statistics() {
        return statistics;
    }

    /// Everything agreed so far, oldest first.
    public synchronized List<MediaFlow> flows() {
        return List.copyOf(flows);
    }

    /// The digits sent to the peer as RFC 4733 events.
    public synchronized String digitsSent() {
        return digits.toString();
    }

    /// What is playing now.
    public synchronized Optional<Sound> sound() {
        return sound;
    }

    /// The tone playing now.
    public synchronized Optional<Tone> tone() {
        return sound.flatMap(
                s -> s instanceof Sound.OfTone(var tone) ? Optional.of(tone) : Optional.empty());
    }

    public synchronized void showStatistics(MediaStatistics other) {
        statistics = other;
    }

    /// Plays the peer that sends an RFC 4733 digit.
    public void hearDigit(char digit, Duration held) {
        ear.digit(digit, held);
    }

    /// Plays the peer that has sent nothing for so long.
    public void hearSilence(Duration length) {
        ear.silent(length);
    }

    /// Plays the browser that is gone.
    public void loseBrowser(String why) {
        ear.lost(why);
    }

    /// Plays the peer that sends a digit as a tone.
    public void hearToneDigit(char digit, Duration held) {
        ear.toneDigit(digit, held);
    }

    /// A sound comes to its end.
    public void endSound() {
        ear.soundOver();
    }

    /// Plays the peer whose first RTP packet arrives.
    public void failToConvert(String why) {
        ear.conversionFailed(why);
    }

    public void hearFirstPacket() {
        ear.firstPacket();
    }
}
