package org.dragoman.core.route;

import org.dragoman.core.media.Sound;

/// A call about which somebody outside is asked, as that one sees it. Called by any thread; none
/// of it waits for anything.
public interface AskedCall {
    /// The call's id.
    String id();

    /// Whether there is a peer or a group of that name, or what else calls may be sent to.
    boolean knows(String target);

    /// Whether it may be led: not where a party is being transferred, or where a script leads
    /// already.
    boolean mayBeLed();

    /// Says where it goes. Of several answers the first counts, unless the call is led: then each
    /// counts that finds the call with its script.
    void reply(ServiceReply reply);

    /// From now on the call is led by a script: it waits for its orders and replies, and comes
    /// back to it when nobody it was sent to can be had. Where that cannot be any more, the script
    /// hears that the call has ended.
    void lead(CallScript script);

    /// The script leaves the call to itself; it is told nothing more.
    void leave();

    /// Answers the caller; {@link CallScript.News.Answered} follows, at once where it is answered
    /// already.
    void answer();

    /// Plays the caller a sound; {@link CallScript.News.Played} follows, also where nothing could
    /// be heard.
    void play(Sound sound);

    /// Stops what is played.
    void stopSound();

    /// Gives up on those it was sent to, unless one has answered; {@link CallScript.News.Failed}
    /// follows with cause 19.
    void recall();
}
