package org.dragoman.gateway.history;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.webrtc.PastCall;
import org.dragoman.webrtc.PastCall.Direction;
import org.dragoman.webrtc.signal.Sentences;

/// Enters calls that ended into the histories of the accounts they were of.
public final class HistoryKeeper implements Consumer<CallSnapshot> {
    private static final String ENDED = "ended";
    private static final String MISSED = "missed";
    private static final int REJECTED = 21; // Q.850: somebody was there, and did not want to

    private final Accounts accounts;
    private final HistoryFolder folder;

    public HistoryKeeper(Accounts accounts, HistoryFolder folder) {
        this.accounts = accounts;
        this.folder = folder;
    }

    @Override
    public void accept(CallSnapshot call) {
        var to = call.to().digits();
        if (isOfAnAccount(call)) {
            var shown = Optional.of(to).filter(d -> !d.isEmpty()).or(() -> alias(call.to()));
            folder.add(
                    call.from().digits(),
                    past(call, Direction.OUT, shown, Optional.empty(), failure(call)));
        }
        if (accounts.find(to).isPresent()) {
            var from = Optional.of(call.from()).filter(p -> !p.isRestricted());
            folder.add(
                    to,
                    past(
                            call,
                            Direction.IN,
                            from.map(Party::digits).filter(d -> !d.isEmpty()),
                            from.flatMap(Party::displayName),
                            isDeclined(call) ? failure(call) : MISSED));
        }
    }

    /// Who comes in as an account has proven to be it.
    private boolean isOfAnAccount(CallSnapshot call) {
        return call.legs().stream().anyMatch(l -> l.index() == 0 && l.trunk().equals(Account.TRUNK))
                && accounts.find(call.from().digits()).isPresent();
    }

    private static Optional<String> alias(Party party) {
        return party.aliases().stream().findFirst().or(party::uri);
    }

    private static boolean isDeclined(CallSnapshot call) {
        return call.cause().filter(c -> c.q850() == REJECTED).isPresent();
    }

    private static String failure(CallSnapshot call) {
        return call.cause().map(c -> Sentences.of(c.q850()).code()).orElse(ENDED);
    }

    private static PastCall past(
            CallSnapshot call,
            Direction direction,
            Optional<String> number,
            Optional<String> name,
            String unanswered) {
        var talked =
                call.answered()
                        .flatMap(from -> call.ended().map(to -> Duration.between(from, to)))
                        .filter(d -> !d.isNegative()) // of a clock that was set back
                        .orElse(Duration.ZERO);
        var reason = call.answered().isPresent() ? ENDED : unanswered;
        return new PastCall(direction, number, name, call.opened(), talked, reason);
    }
}
