package org.dragoman.sip.dialog;

import java.util.Optional;
import org.dragoman.media.sdp.OfferAnswer;

/// One of the parties an INVITE of ours reached, known by its tag: a proxy may try several
/// (RFC 3261 §12.1, §13.2.2.4).
///
/// - {@code settled}: the answer it gave to our offer, if it did.
/// - {@code lastReliable}: RSeq taken last; 0 before the first (RFC 3262 §4).
/// - {@code status}: provisional status reported last; 0 before the first.
record Fork(Dialog dialog, Optional<OfferAnswer.Settled> settled, long lastReliable, int status) {

    static Fork of(Dialog dialog) {
        return new Fork(dialog, Optional.empty(), 0, 0);
    }

    Fork with(Dialog other) {
        return new Fork(other, settled, lastReliable, status);
    }

    Fork with(OfferAnswer.Settled other) {
        return new Fork(dialog, Optional.of(other), lastReliable, status);
    }

    Fork reported(int otherStatus) {
        return new Fork(dialog, settled, lastReliable, otherStatus);
    }

    Fork acknowledged(long number) {
        return new Fork(dialog, settled, number, status);
    }
}
