package org.dragoman.core.media;

/// How a peer takes part in fax relay.
///
/// - {@code relay}: T.38 is offered to it and taken from it; else its faxes stay sound.
/// - {@code stripOptions}: optional T.38 parameters are kept from it: there are old products that
///   refuse a session, or crash, for one they do not know (H27).
public record FaxPolicy(boolean relay, boolean stripOptions) {
    public static final FaxPolicy DEFAULT = new FaxPolicy(true, false);

    /// What the peer is told of the other side's parameters.
    public FaxRelay shown(FaxRelay relay) {
        return stripOptions ? relay.stripped() : relay;
    }
}
