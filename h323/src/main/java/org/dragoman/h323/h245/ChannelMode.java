package org.dragoman.h323.h245;

import java.util.List;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.RequestMode;
import org.dragoman.h323.h245.H245Message.RequestModeAck;
import org.dragoman.h323.h245.H245Message.RequestModeReject;
import org.dragoman.h323.h245.H245Output.MediaChanged;
import org.dragoman.h323.h245.H245Output.ModeTaken;

/// What we send: sound or fax, in which codec; and who wants that changed. Source: H.245 §5.6,
/// §B.6; H.323 Annex D.
final class ChannelMode {
    private final WantedMedia wanted;
    private final Effects effects;
    private final OutgoingMedia outgoing;
    private final FaxExchange fax;

    ChannelMode(WantedMedia wanted, Effects effects, OutgoingMedia outgoing, FaxExchange fax) {
        this.wanted = wanted;
        this.effects = effects;
        this.outgoing = outgoing;
        this.fax = fax;
    }

    void becomeFax(FaxRelay what) {
        wanted.wantFax(what);
        outgoing.close();
        effects.tell(new MediaChanged());
    }

    /// Back to sound.
    void becomeSound() {
        wanted.wantSound();
        if (outgoing.fax().isPresent()) {
            outgoing.close();
            effects.tell(new MediaChanged());
        }
    }

    /// The peer asks us to send something else.
    ///
    /// - {@code held}: it wants nothing sent now.
    void requested(RequestMode m, boolean held) {
        boolean wantsFax = m.fax().isPresent() && wanted.isFaxTaken() && !held;
        if (wantsFax && !wanted.isFax()) {
            fax.asked(m);
            return;
        }
        if (wantsFax) {
            effects.send(new RequestModeAck(m.sequence(), true)); // it is what we send
            return;
        }
        var possible = m.modes().stream().filter(wanted::isTaken).toList();
        if (possible.isEmpty() && m.sound() && wanted.isFax()) {
            // back to sound, whichever: Asterisk 22 chan_ooh323 asks for a generic mode of
            // "H.323" once a fax is through, and ends the call where it is refused
            effects.send(new RequestModeAck(m.sequence(), false));
            becomeSound();
            return;
        }
        if (possible.isEmpty() || held) {
            effects.send(new RequestModeReject(m.sequence()));
            return;
        }
        becomeSound();
        var chosen = possible.getFirst();
        effects.send(new RequestModeAck(m.sequence(), chosen.equals(m.modes().getFirst())));
        if (!outgoing.format().map(f -> f.codec().matches(chosen.codec())).orElse(false)) {
            outgoing.close();
            outgoing.open(chosen, wanted.media().orElseThrow());
            effects.tell(new ModeTaken(List.of(chosen)));
            effects.tell(new MediaChanged());
        }
    }
}
