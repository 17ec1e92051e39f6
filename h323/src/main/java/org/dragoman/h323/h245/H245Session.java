package org.dragoman.h323.h245;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.dragoman.core.media.FaxRelay;
import org.dragoman.h323.h245.H245Message.*;
import org.dragoman.h323.h245.H245Output.*;

/// Everything two parties settle by H.245 in one call. Takes messages and expiries, returns
/// what to do; knows no socket and no clock. It does not matter which side speaks first: the
/// peer is answered at once, and what we want is pursued as soon as the peer's answers allow
/// it.
public final class H245Session {
    private final Effects effects;
    private final Introduction introduction;
    private final Channels channels;
    private final KeepAlive keepAlive;
    private boolean heard;
    private boolean ended;

    public H245Session(H245Settings settings, CodecCapabilities codecs, RandomGenerator random) {
        this.effects = new Effects(settings.reply());
        var settlement = new Settlement(settings.settle(), effects);
        this.introduction = new Introduction(settings.order(), effects, random, settlement::failed);
        this.channels = new Channels(codecs, effects, introduction, settlement);
        this.keepAlive = new KeepAlive(settings, effects);
    }

    /// Whether anything was said yet by either side.
    public boolean isBegun() {
        return heard || effects.hasSent();
    }

    public Optional<CapabilitySet> peerCapabilities() {
        return introduction.theirs();
    }

    /// What stands now.
    public AgreedMedia agreed() {
        return channels.agreed();
    }

    /// Takes what fast start opened: both directions are settled, nothing need be said.
    ///
    /// - {@code number}: of the channel we send on; {@code theirNumber}: of theirs.
    public List<H245Output> fastStarted(
            OurMedia media, int number, int theirNumber, AgreedMedia agreed) {
        channels.fastStarted(media, number, theirNumber, agreed);
        return effects.take();
    }

    /// Tells the peer what we take, and pursues channels until {@link Settled} or {@link
    /// NotSettled}. Called again in the middle of a call it replaces what was told before.
    public List<H245Output> offer(OurMedia media) {
        channels.offer(media);
        pursue();
        return effects.take();
    }

    /// Tells the peer what we take without pursuing anything: after fast start, so that both
    /// sides know how digits may be sent.
    public List<H245Output> introduce(OurMedia media) {
        channels.introduce(media);
        pursue();
        return effects.take();
    }

    /// Asks the peer for T.38 instead of sound, until {@link Settled} or {@link NotSettled}; until
    /// it agrees the sound stays.
    ///
    /// - {@code fax}: what we send; {@code asked}: how it is asked for.
    public List<H245Output> offerFax(FaxRelay fax, FaxRelay asked) {
        channels.offerFax(fax, asked);
        pursue();
        return effects.take();
    }

    /// Gives the peer the T.38 it asked for; {@link Settled} or {@link NotSettled} follows.
    public List<H245Output> acceptFax(FaxRelay fax) {
        channels.acceptFax(fax);
        pursue();
        return effects.take();
    }

    public List<H245Output> refuseFax() {
        channels.refuseFax();
        return effects.take();
    }

    /// Says again what was said before a peer that has said nothing yet could be reached for
    /// sure.
    public List<H245Output> repeat() {
        if (!heard) {
            introduction.told().ifPresent(introduction::tell);
        }
        return effects.take();
    }

    /// Begins to ask whether the peer is still there.
    public List<H245Output> keepAlive() {
        keepAlive.begin();
        return effects.take();
    }

    /// Tells the peer to send nothing (H.323 §8.4.6).
    public List<H245Output> pausePeer() {
        channels.pausePeer();
        return effects.take();
    }

    public List<H245Output> resumePeer() {
        channels.resumePeer();
        return effects.take();
    }

    public List<H245Output> signal(char digit, int millis) {
        effects.send(new UserInputSignal(digit, millis));
        return effects.take();
    }

    public List<H245Output> alphanumeric(char digit) {
        effects.send(new UserInputAlphanumeric(String.valueOf(digit)));
        return effects.take();
    }

    /// Ends the session; says so where anything was said before.
    public List<H245Output> end() {
        effects.disarmAll();
        if (isBegun() && !ended) {
            effects.send(new EndSession());
        }
        ended = true;
        return effects.take();
    }

    public List<H245Output> expired(Timer timer) {
        effects.expired(timer);
        if (!ended) {
            switch (timer.kind()) {
                case T101 -> introduction.capabilityTimeIsUp();
                case T106 -> introduction.masterSlaveTimeIsUp();
                case T103 -> channels.expired(timer.channel());
                case ROUND_TRIP -> keepAlive.expired(heard);
                case SETTLE -> channels.settleTimeIsUp();
            }
        }
        pursue();
        return effects.take();
    }

    public List<H245Output> received(H245Message message) {
        if (ended) {
            return List.of();
        }
        heard = true;
        switch (message) {
            case TerminalCapabilitySet m -> channels.theirCapabilities(m);
            case TerminalCapabilitySetAck _, TerminalCapabilitySetReject _ ->
                    introduction.capabilityReply(message);
            case MasterSlaveDetermination _,
                    MasterSlaveDeterminationAck _,
                    MasterSlaveDeterminationReject _,
                    MasterSlaveDeterminationRelease _ ->
                    introduction.masterSlaveMessage(message);
            case OpenLogicalChannel m -> channels.proposed(m);
            case OpenLogicalChannelAck m -> channels.acknowledged(m);
            case OpenLogicalChannelConfirm m -> channels.confirmed(m);
            case OpenLogicalChannelReject m -> channels.replied(m.number(), m);
            case CloseLogicalChannelAck m -> channels.replied(m.number(), m);
            case CloseLogicalChannel m -> channels.closed(m);
            case RequestChannelClose m -> channels.closeRequested(m);
            case RequestMode m -> channels.modeRequested(m);
            case RequestModeAck m -> channels.modeAcknowledged(m);
            case RequestModeReject m -> channels.modeRejected(m);
            case FunctionNotUnderstood _ -> channels.notUnderstood();
            case RoundTripDelayRequest(int sequence) ->
                    effects.send(new RoundTripDelayResponse(sequence));
            case RoundTripDelayResponse(int sequence) -> keepAlive.answered(sequence);
            case UserInputSignal(char digit, int millis) ->
                    effects.tell(new DigitDialled(digit, millis, true));
            case UserInputAlphanumeric(String characters) ->
                    characters
                            .chars()
                            .forEach(c -> effects.tell(new DigitDialled((char) c, 0, false)));
            case EndSession _ -> peerEnded();
            // H.245 §B.14: what asks for an answer gets this one.
            case Other(var _, var kind) when kind == Other.Kind.REQUEST ->
                    effects.send(new FunctionNotUnderstood());
            case Other _,
                    UserInputSignalUpdate _, // the digit was told when it began
                    TerminalCapabilitySetRelease _, // we answered when it came
                    RequestChannelCloseAck _,
                    RequestChannelCloseReject _ -> {}
        }
        pursue();
        return effects.take();
    }

    private void pursue() {
        if (!ended) {
            channels.pursue();
        }
    }

    private void peerEnded() {
        effects.disarmAll();
        effects.send(new EndSession());
        ended = true;
        effects.tell(new PeerEnded());
    }
}
