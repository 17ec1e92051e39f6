package org.dragoman.core.route;

import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;

/// Which of the numbers of a call is meant.
public enum NumberRole {
    CALLED,
    CALLING,
    /// Who sent the call on last, if anybody did.
    REDIRECTING;

    Optional<Party> in(CallRequest request) {
        return switch (this) {
            case CALLED -> Optional.of(request.to());
            case CALLING -> Optional.of(request.from());
            case REDIRECTING ->
                    request.redirections().stream().findFirst().map(CallRequest.Redirection::party);
        };
    }

    /// As people read it.
    public String word() {
        return switch (this) {
            case CALLED -> "number";
            case CALLING -> "caller";
            case REDIRECTING -> "redirecting number";
        };
    }
}
