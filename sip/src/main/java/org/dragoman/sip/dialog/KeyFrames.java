package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.sip.message.Headers;
import org.dragoman.sip.message.MediaControl;

/// Key frames, asked for by INFO where the peer has no RTCP feedback that says it, and asked for by
/// the peer. One INFO at a time.
///
/// - Source: RFC 5168 §5, §6.
final class KeyFrames {
    private final Talk talk;
    private Optional<Integer> ticket = Optional.empty();

    KeyFrames(Talk talk) {
        this.talk = talk;
    }

    /// The other side needs a key frame of our peer.
    void ask() {
        var video = talk.hasMedia() ? talk.media().videoFlow() : Optional.<MediaFlow>empty();
        if (video.filter(v -> !v.receiving().isEmpty()).isEmpty()) {
            talk.decide("no key frame is asked for: the peer sends no video");
        } else if (video.get().asksForKeyFrames()) {
            talk.out(new Output.AskForKeyFrame());
        } else if (talk.established && !talk.over && ticket.isEmpty()) {
            var body = Optional.of(MediaControl.fastUpdate());
            ticket = Optional.of(talk.sendInDialog("INFO", Headers.NONE, body));
        }
    }

    boolean owns(int other) {
        return ticket.filter(t -> t == other).isPresent();
    }

    /// The INFO is answered, or will never be.
    void done() {
        ticket = Optional.empty();
    }

    /// Takes an INFO that is about video; false where it is about something else.
    boolean received(Incoming info) {
        var body = info.request().body().filter(MediaControl::isOne);
        if (body.isEmpty()) {
            return false;
        }
        talk.respond(info, 200); // RFC 5168 §5: whatever it asks for
        if (MediaControl.asksForPicture(body.get())) {
            talk.emit(LegEvent.KeyFrameWanted::new);
        }
        return true;
    }
}
