package org.dragoman.core.call;

import java.time.Duration;
import org.dragoman.core.media.MediaPlane;

/// What a leg's port overhears, brought from the media's threads to the call's loop.
final class LegEar implements MediaPlane.Ear {
    private final LegSlot leg;
    private final CallLoop loop;

    LegEar(LegSlot leg, CallLoop loop) {
        this.leg = leg;
        this.loop = loop;
    }

    @Override
    public void digit(char digit, Duration held) {
        digit(digit, held, DigitMethod.RTP_EVENT);
    }

    @Override
    public void toneDigit(char digit, Duration held) {
        digit(digit, held, DigitMethod.IN_BAND);
    }

    private void digit(char digit, Duration held, DigitMethod method) {
        loop.execute(
                () -> {
                    if (!leg.isOver()) {
                        leg.emit(new LegEvent.Digit(leg.id(), digit, held, method));
                    }
                });
    }

    @Override
    public void soundOver() {
        loop.execute(() -> leg.heardAs().ifPresent(l -> loop.put(new CallInput.SoundOver(l))));
    }

    @Override
    public void conversionFailed(String why) {
        loop.execute(
                () -> {
                    decide("the sound cannot be converted any more: " + why);
                    loop.put(new CallInput.HangUp(Cause.RESOURCE_UNAVAILABLE));
                });
    }

    @Override
    public void firstPacket() {
        loop.execute(
                () -> {
                    decide("the first RTP packet of the peer arrived");
                    leg.heardAs().ifPresent(l -> loop.put(new CallInput.Heard(l)));
                });
    }

    @Override
    public String name() {
        return leg.id().call().toString();
    }

    @Override
    public void silent(Duration length) {
        loop.execute(() -> leg.heardAs().ifPresent(l -> loop.put(new CallInput.Silent(l, length))));
    }

    @Override
    public void lost(String why) {
        loop.execute(
                () -> {
                    decide("the peer is gone: " + why);
                    if (leg.heardAs().isPresent()) {
                        loop.put(new CallInput.HangUp(Cause.TIMER_EXPIRED));
                    } else {
                        loop.driver()
                                .legs()
                                .order(leg.id(), new LegCommand.Release(Cause.TIMER_EXPIRED));
                    }
                });
    }

    private void decide(String what) {
        leg.trace().decision(leg.id(), what);
    }
}
