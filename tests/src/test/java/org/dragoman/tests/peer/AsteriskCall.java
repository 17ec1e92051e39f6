package org.dragoman.tests.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// One call as Asterisk sees it.
public final class AsteriskCall {
    private static final int BYTES_PER_MILLI = 16; // 8 kHz, two bytes each

    private final AsteriskManager manager;
    private final String id;
    private final Path sound;

    AsteriskCall(AsteriskManager manager, String id, Path sound) {
        this.manager = manager;
        this.id = id;
        this.sound = sound;
    }

    /// Waits until the call is answered (for a call that Asterisk makes).
    public void awaitAnswer(Duration deadline) {
        var outcome =
                manager.await(
                        deadline,
                        "an answer to " + id,
                        m ->
                                m.is("OriginateResponse") && m.field("Uniqueid").equals(id)
                                        || isHangup(m));
        if (outcome.is("Hangup")) {
            throw new AssertionError("not answered: cause " + outcome.field("Cause"));
        }
    }

    /// Waits until the channel is gone and returns the Q.850 cause it ended with.
    public int awaitEnd(Duration deadline) {
        return Integer.parseInt(
                manager.await(deadline, "the end of " + id, this::isHangup).field("Cause"));
    }

    /// Ends the call with a Q.850 cause.
    public void hangUp(int cause) {
        manager.order("Hangup", Map.of("Channel", channel(), "Cause", Integer.toString(cause)));
    }

    /// Sends digits the way the channel's dtmfmode says.
    public void sendDigits(String digits) {
        for (char digit : digits.toCharArray()) {
            manager.order(
                    "PlayDTMF",
                    Map.of(
                            "Channel",
                            channel(),
                            "Digit",
                            String.valueOf(digit),
                            "Duration",
                            "120"));
        }
    }

    /// Waits for the digits that the dial plan has read from the other side.
    public String awaitDigits(Duration deadline) {
        return manager.await(
                        deadline,
                        "digits on " + id,
                        m ->
                                m.is("UserEvent")
                                        && m.field("UserEvent").equals("Digits")
                                        && m.field("Uniqueid").equals(id))
                .field("Digits");
    }

    /// How a fax ended, as the dial plan says it.
    ///
    /// - {@code mode}: {@code T38} or {@code audio}.
    public record Fax(String status, String error, String mode, int pages) {}

    public Fax awaitFax(Duration deadline) {
        var event =
                manager.await(
                        deadline,
                        "the end of the fax on " + id,
                        m ->
                                m.is("UserEvent")
                                        && m.field("UserEvent").equals("Fax")
                                        && m.field("Uniqueid").equals(id));
        String pages = event.field("Pages");
        return new Fax(
                event.field("Status"),
                event.field("Error"),
                event.field("Mode"),
                pages.isEmpty() ? 0 : Integer.parseInt(pages));
    }

    /// The number and name of the caller, as Asterisk shows them.
    public Map<String, String> caller() {
        var event = manager.await(Duration.ofSeconds(5), "channel " + id, this::isNew);
        return Map.of("number", event.field("CallerIDNum"), "name", event.field("CallerIDName"));
    }

    /// Waits until this much sound has come from the other side, as far as it is on disk.
    public void awaitSound(Duration length, Duration deadline) {
        Await.until(
                deadline,
                length + " of sound on " + id,
                () -> sound.toFile().length() > length.toMillis() * BYTES_PER_MILLI);
    }

    /// Waits until a tone has come clearly from the other side, as far as it is on disk;
    /// the call goes on.
    public void awaitTone(double hertz, Duration deadline) {
        Await.until(
                deadline,
                () ->
                        "a tone of "
                                + hertz
                                + " Hz on "
                                + id
                                + "; heard: "
                                + soFar().map(Sound::length),
                () -> soFar().filter(s -> s.isClearly(hertz)).isPresent());
    }

    /// Waits until the other side has been silent for a while; the call goes on.
    public void awaitSilence(Duration deadline) {
        Await.until(
                deadline, "silence on " + id, () -> soFar().filter(Sound::isSilentNow).isPresent());
    }

    private Optional<Sound> soFar() {
        return Sound.ofWaveSoFar(sound);
    }

    /// What came from the other side, as 8 kHz samples; waits for the end of the call.
    public Sound heard() {
        awaitEnd(Duration.ofSeconds(20));
        return Sound.ofWave(sound);
    }

    private String channel() {
        return manager.await(Duration.ofSeconds(5), "channel " + id, this::isNew).field("Channel");
    }

    private boolean isNew(AsteriskManager.Message m) {
        return m.is("Newchannel") && m.field("Uniqueid").equals(id);
    }

    private boolean isHangup(AsteriskManager.Message m) {
        return m.is("Hangup") && m.field("Uniqueid").equals(id);
    }
}
