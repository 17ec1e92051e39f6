package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.Codec;
import org.dragoman.core.media.MediaDescription;
import org.dragoman.core.media.MediaPlane;

/// Joins two calls whose transferor left both: each call keeps its loop, its ladder and its party,
/// and has an end of the bridge in the transferor's place. What a call orders its end is what the
/// other end reports to the other call. Sound goes from port to port, past the bridge.
final class CallBridge {
    /// What a call says when it asks for the party of another.
    ///
    /// - {@code policy}, {@code party}: of its own party.
    /// - {@code can}: what that party uses, or could.
    record Wish(TrunkPolicy policy, Optional<MediaDescription> can, Party party) {}

    /// The party that a call gives.
    ///
    /// - {@code holds}: it keeps the other side on hold.
    record Given(LegId leg, TrunkPolicy policy, Optional<Codec> uses, Party party, boolean holds) {}

    /// What a call says to a wish.
    sealed interface Reply {}

    record Yes(Given given) implements Reply {}

    record No(Cause cause) implements Reply {}

    private final End asking;
    private final End giving;

    CallBridge(CallLoop asking, CallLoop giving) {
        this.asking = new End(asking);
        this.giving = new End(giving);
        this.asking.other = Optional.of(this.giving);
        this.giving.other = Optional.of(this.asking);
    }

    /// The end in the call that wants a party.
    End asking() {
        return asking;
    }

    /// The end in the call that gives one.
    End giving() {
        return giving;
    }

    /// On the loop of the call that is asked: its answer goes to the one that asked.
    void answer(Reply reply) {
        asking.loop.lastWord(
                () ->
                        asking.loop.put(
                                switch (reply) {
                                    case Yes(var given) -> new CallInput.Joined(given, asking);
                                    case No(var cause) -> new CallInput.NotJoined(cause);
                                }),
                () -> {
                    if (reply instanceof Yes) {
                        asking.drop(); // the call is over
                    }
                });
    }

    /// One end: a leg without a peer of its own.
    static final class End implements CallLeg {
        private final CallLoop loop;
        private Optional<End> other = Optional.empty();
        private Optional<LegId> seat = Optional.empty(); // of the loop
        private boolean over; // of the loop
        private volatile Optional<MediaPlane.Opened> port = Optional.empty();
        private volatile Optional<MediaPlane.Opened> video = Optional.empty();
        private volatile String trunk = "";

        private End(CallLoop loop) {
            this.loop = loop;
        }

        void sitAs(LegId id) {
            seat = Optional.of(id);
        }

        @Override
        public LegId id() {
            return seat.orElseThrow();
        }

        CallId otherCall() {
            return other.orElseThrow().loop.id();
        }

        /// What this call brings: the ports of its party, and that one's trunk.
        void bring(LegSlot party) {
            port = party.opened();
            video = party.openedVideo();
            trunk = party.trunk();
        }

        String farTrunk() {
            return other.orElseThrow().trunk;
        }

        /// The port that the other call brings.
        Optional<MediaPlane.Opened> farPort() {
            return other.orElseThrow().port;
        }

        Optional<MediaPlane.Opened> farVideo() {
            return other.orElseThrow().video;
        }

        @Override
        public void execute(LegCommand command) {
            var far = other.orElseThrow();
            switch (command) {
                case LegCommand.OfferMedia(var offer) ->
                        far.hear(leg -> new LegEvent.MediaOffered(leg, offer));
                case LegCommand.AnswerMedia(var answer) ->
                        far.hear(leg -> new LegEvent.MediaAnswered(leg, answer));
                case LegCommand.RefuseMedia(var cause) ->
                        far.hear(leg -> new LegEvent.MediaRefused(leg, cause));
                case LegCommand.Hold _ -> far.hear(LegEvent.Held::new);
                case LegCommand.Resume _ -> far.hear(LegEvent.Resumed::new);
                case LegCommand.SendDigit(char digit, var held) ->
                        far.hear(leg -> new LegEvent.Digit(leg, digit, held, DigitMethod.COMMAND));
                case LegCommand.AskForKeyFrame _ -> far.hear(LegEvent.KeyFrameWanted::new);
                case LegCommand.UpdateIdentity(var party) ->
                        far.hear(leg -> new LegEvent.IdentityChanged(leg, party));
                case LegCommand.Release(var cause) -> end(cause);
                case LegCommand.Redirect(_, var cause) -> end(cause);
                // a bridge is between parties that talk, and asks for no transfer
                case LegCommand.Dial _,
                        LegCommand.Proceed _,
                        LegCommand.AskForDigits _,
                        LegCommand.SendDialledDigits _,
                        LegCommand.Progress _,
                        LegCommand.Ring _,
                        LegCommand.Answer _,
                        LegCommand.TellTransfer _,
                        LegCommand.TellMeeting _,
                        LegCommand.Transfer _ -> {}
            }
        }

        private void end(Cause cause) {
            report(leg -> new LegEvent.Released(leg, cause));
            over = true;
            other.orElseThrow().hearEnd(cause);
        }

        /// This call has no use for the bridge: the other one ends.
        void drop() {
            other.orElseThrow().hearEnd(Cause.NORMAL_CLEARING);
        }

        private void hear(Report what) {
            loop.execute(() -> report(what));
        }

        private void hearEnd(Cause cause) {
            loop.lastWord(
                    () -> {
                        report(leg -> new LegEvent.Released(leg, cause));
                        over = true;
                    },
                    () -> {});
        }

        private void report(Report what) {
            if (!over) {
                seat.ifPresent(leg -> loop.emit(what.by(leg)));
            }
        }

        private interface Report {
            LegEvent by(LegId leg);
        }
    }
}
