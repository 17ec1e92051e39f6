package org.dragoman.core.call;

/// What one leg reported, as if another had: a fork speaks for its branches.
public final class Relabelled {
    private Relabelled() {}

    public static LegEvent as(LegId leg, LegEvent event) {
        return switch (event) {
            case LegEvent.Offered(_, var request) -> new LegEvent.Offered(leg, request);
            case LegEvent.Replacing(_, var request, var replaced) ->
                    new LegEvent.Replacing(leg, request, replaced);
            case LegEvent.Proceeding _ -> new LegEvent.Proceeding(leg);
            case LegEvent.MoreDigits _ -> new LegEvent.MoreDigits(leg);
            case LegEvent.DialledDigits(_, var digits, var complete) ->
                    new LegEvent.DialledDigits(leg, digits, complete);
            case LegEvent.Progress(_, var inBand, var media, var cause) ->
                    new LegEvent.Progress(leg, inBand, media, cause);
            case LegEvent.Ringing(_, var inBand, var media) ->
                    new LegEvent.Ringing(leg, inBand, media);
            case LegEvent.Answered(_, var media, var connected) ->
                    new LegEvent.Answered(leg, media, connected);
            case LegEvent.MediaOffered(_, var offer) -> new LegEvent.MediaOffered(leg, offer);
            case LegEvent.MediaAnswered(_, var answer) -> new LegEvent.MediaAnswered(leg, answer);
            case LegEvent.MediaRefused(_, var cause) -> new LegEvent.MediaRefused(leg, cause);
            case LegEvent.Held _ -> new LegEvent.Held(leg);
            case LegEvent.Resumed _ -> new LegEvent.Resumed(leg);
            case LegEvent.Digit(_, var digit, var held, var method) ->
                    new LegEvent.Digit(leg, digit, held, method);
            case LegEvent.KeyFrameWanted _ -> new LegEvent.KeyFrameWanted(leg);
            case LegEvent.TransferRequested(_, var to, var replaces) ->
                    new LegEvent.TransferRequested(leg, to, replaces);
            case LegEvent.MeetingRequested(_, var other) ->
                    new LegEvent.MeetingRequested(leg, other);
            case LegEvent.Redirected(_, var targets, var cause) ->
                    new LegEvent.Redirected(leg, targets, cause);
            case LegEvent.IdentityChanged(_, var party) -> new LegEvent.IdentityChanged(leg, party);
            case LegEvent.Released(_, var cause) -> new LegEvent.Released(leg, cause);
        };
    }
}
