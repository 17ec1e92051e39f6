package org.dragoman.core.call;

import java.util.Optional;
import org.dragoman.core.media.MediaDescription;

/// The part of {@link CallTalk} that sees to pictures: they come and go beside the sound, and the
/// call goes on without them where a side cannot have them.
final class CallVideo {
    private CallVideo() {}

    /// Whether an offer leaves the video as it is: the codec in use once more, or none that could
    /// be had, as before.
    static boolean stays(CallDraft d, Side side, MediaDescription offer) {
        var wanted = d.codecs(side).pictures(offer.video(), d.codecs(CallTalk.opposite(side)));
        var used = d.video(side);
        return wanted.isPresent() == used.isPresent()
                && (used.isEmpty() || wanted.get().has(used.get().first()));
    }

    /// The other side refused what a side offered. Where only the video was news, the side that
    /// offered gets its sound without.
    static void refused(CallDraft d, Side asked, Cause cause) {
        var offer = d.exchange.orElseThrow().offer();
        boolean waits = d.exchange.get().origin() == CallMedia.Origin.PEER;
        if (!waits || !CallTalk.soundStays(d, asked, offer)) {
            CallTalk.endExchange(d, new LegCommand.RefuseMedia(cause));
            return;
        }
        d.decide(d.exchange.get().from(), "no video: the other side refuses it");
        d.callerVideo = Optional.empty();
        d.calleeVideo = Optional.empty();
        var answer = Negotiation.own(offer.first(), offer);
        CallTalk.endExchange(d, new LegCommand.AnswerMedia(answer));
    }

    /// A party needs a key frame of the other one.
    static void keyFrameWanted(CallDraft d, Side side) {
        if (d.phase == Phase.TALKING) {
            d.opposite(side).ifPresent(o -> d.order(o, new LegCommand.AskForKeyFrame()));
        }
    }
}
