package org.dragoman.media.sdp;

import java.util.List;
import java.util.Optional;
import org.dragoman.core.media.MediaFlow;

/// How the stream of one leg is carried: what our sections say of it, what a peer's must say, and
/// what follows for the packets. A value, like the negotiation it is a part of.
sealed interface Carriage permits Sdes, RtcpMux, IceDtls {
    /// What an answer of ours, or of the peer, comes down to.
    ///
    /// - {@code attributes}: of the section, where the answer is ours.
    record Agreed(Carriage next, List<Attribute> attributes, MediaFlow flow) {}

    /// What is taken, for people.
    String taken();

    /// Whether T.38 can take the place of the sound.
    boolean mayBeFax();

    /// Made ready for an offer of ours.
    Carriage offering();

    /// The protocol of the section we offer.
    String protocol();

    /// What the section we offer carries.
    List<Attribute> attributes();

    /// What a description of ours carries for all its sections.
    List<Attribute> session(List<MediaSection> sections);

    /// A section of a peer, or of ours before, refused.
    MediaSection refused(MediaSection section);

    /// Whether a section is not refused, and of a protocol that is understood.
    boolean isUsable(MediaSection section);

    /// Whether a usable section of the peer can be had as it is offered.
    boolean takes(SessionDescription offer, MediaSection section);

    /// Answers a section that {@link #takes} said can be had.
    Agreed answering(SessionDescription offer, MediaSection section, MediaFlow flow);

    /// Takes the peer's answer to our offer; nothing where it lacks what it must have.
    Optional<Agreed> answered(SessionDescription answer, MediaSection section, MediaFlow flow);

    /// The way of a second stream of the same leg.
    ///
    /// - {@code before}: its way so far.
    /// - {@code mid}: name of its section, where sections have names.
    Carriage beside(Optional<Carriage> before, String mid);

    /// Whether a second section can be had along with the first.
    boolean takesBeside(SessionDescription offer, MediaSection first, MediaSection second);

    /// The offer that is pending was refused: what was agreed before holds.
    Carriage withdrawn();
}
