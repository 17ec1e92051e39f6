package org.dragoman.core.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.core.call.LegId;
import org.dragoman.core.call.Relabelled;
import org.dragoman.core.media.MediaDescription;

/// A call to several devices of one account, as one leg: all ring, the first that answers has the
/// call, the others are told that it was taken elsewhere. Of sound before the answer one device's
/// is heard. When all have failed, the cause is that of the one that says most
/// ({@link FailureRank}). After the answer the leg is the device's. Pure: inputs go in one at a
/// time and return what is to be done.
///
/// - Source: RFC 3261 §16.7 for what a forking proxy passes on, which this does as an end.
final class ForkMachine {
    /// What is to be done.
    sealed interface Output {}

    record Order(int branch, LegCommand command) implements Output {}

    /// Sound is that of this branch.
    record Choose(int branch) implements Output {}

    record Report(LegEvent event) implements Output {}

    private static final class Branch {
        private boolean over;
        private boolean toldToEnd;
        private boolean ringing;
        private Optional<MediaDescription> media = Optional.empty();
    }

    private final LegId leg;
    private final Map<Integer, Branch> branches = new TreeMap<>();
    private final List<Cause> failures = new ArrayList<>();
    private Optional<LegEvent.Redirected> redirected = Optional.empty();
    private Optional<Integer> chosen = Optional.empty();
    private boolean answered;
    private boolean offered; // the devices were offered media, so that what they say is an answer
    private Optional<Cause> ending = Optional.empty();
    private boolean over;
    private List<Output> outputs = new ArrayList<>();

    ForkMachine(LegId leg, Collection<Integer> devices) {
        this.leg = leg;
        devices.forEach(number -> branches.put(number, new Branch()));
    }

    List<Output> ordered(LegCommand command) {
        if (!over) {
            switch (command) {
                case LegCommand.Dial(var request) -> {
                    offered = request.media().isPresent();
                    branches.keySet().forEach(number -> order(number, command));
                }
                case LegCommand.Release(var cause) -> {
                    ending = Optional.of(cause);
                    endAll(cause);
                    finishWhenAllAreOver();
                }
                default -> chosen.ifPresent(number -> order(number, command));
            }
        }
        return taken();
    }

    List<Output> heard(int number, LegEvent event) {
        var branch = branches.get(number);
        if (!over && branch != null && !branch.over) {
            if (event instanceof LegEvent.Released(_, var cause)) {
                released(number, branch, cause);
            } else if (answered || ending.isPresent() || branch.toldToEnd) {
                passFromWinner(number, event);
            } else {
                beforeAnswer(number, branch, event);
            }
        }
        return taken();
    }

    private void passFromWinner(int number, LegEvent event) {
        if (answered && ending.isEmpty() && isChosen(number)) {
            report(event);
        }
    }

    private void beforeAnswer(int number, Branch branch, LegEvent event) {
        switch (event) {
            case LegEvent.Proceeding _ -> report(event);
            case LegEvent.Progress(_, var inBand, var media, var cause) -> {
                learn(branch, media);
                if (hears(number, inBand)) {
                    report(new LegEvent.Progress(leg, inBand, early(media), cause));
                }
            }
            case LegEvent.Ringing(_, var inBand, var media) -> {
                learn(branch, media);
                boolean first = branches.values().stream().noneMatch(b -> b.ringing);
                branch.ringing = true;
                if (hears(number, inBand)) {
                    report(new LegEvent.Ringing(leg, inBand, early(media)));
                } else if (first) {
                    report(new LegEvent.Ringing(leg, false, Optional.empty()));
                }
            }
            case LegEvent.Answered(_, var media, var connected) -> {
                learn(branch, media);
                answered = true;
                choose(number);
                endOthers(number);
                report(new LegEvent.Answered(leg, branch.media, connected));
            }
            case LegEvent.Redirected e -> {
                redirected = redirected.or(() -> Optional.of(e));
                order(number, new LegCommand.Release(e.cause()));
            }
            case LegEvent.MediaOffered _ ->
                    order(number, new LegCommand.RefuseMedia(Cause.TEMPORARY_FAILURE));
            case LegEvent.MoreDigits _ ->
                    order(number, new LegCommand.Release(Cause.INCOMPLETE_NUMBER));
            default -> {
                if (isChosen(number)) {
                    report(event); // RFC 3261 does not forbid what an early dialog may do
                }
            }
        }
    }

    /// Whether the caller hears this branch: the first that has something to be heard.
    private boolean hears(int number, boolean inBand) {
        if (inBand && offered && chosen.isEmpty()) {
            choose(number);
        }
        return inBand && isChosen(number);
    }

    /// What is told of media before the answer: nothing of an offer, which only the one who
    /// answers gets an answer to.
    private Optional<MediaDescription> early(Optional<MediaDescription> media) {
        return offered ? media : Optional.empty();
    }

    private static void learn(Branch branch, Optional<MediaDescription> media) {
        branch.media = media.or(() -> branch.media);
    }

    private void released(int number, Branch branch, Cause cause) {
        branch.over = true;
        if (answered) {
            if (isChosen(number)) {
                finish(new LegEvent.Released(leg, ending.orElse(cause)));
            } else if (ending.isPresent()) {
                finishWhenAllAreOver();
            }
            return;
        }
        if (!branch.toldToEnd) {
            failures.add(cause);
        }
        if (isChosen(number)) {
            chosen = Optional.empty();
        }
        if (ending.isEmpty() && FailureRank.isForAll(cause)) {
            endAll(cause); // RFC 3261 §16.7 item 5: a 6xx ends the search
        }
        finishWhenAllAreOver();
    }

    private void finishWhenAllAreOver() {
        if (!branches.values().stream().allMatch(b -> b.over)) {
            return;
        }
        if (ending.isPresent()) {
            finish(new LegEvent.Released(leg, ending.get()));
        } else if (redirected.isPresent() && failures.stream().noneMatch(FailureRank::isForAll)) {
            finish(Relabelled.as(leg, redirected.get()));
        } else {
            finish(new LegEvent.Released(leg, FailureRank.best(failures)));
        }
    }

    private void finish(LegEvent last) {
        over = !(last instanceof LegEvent.Redirected); // the call ends one that was redirected
        report(last);
    }

    private void choose(int number) {
        chosen = Optional.of(number);
        outputs.add(new Choose(number));
    }

    private boolean isChosen(int number) {
        return chosen.filter(c -> c == number).isPresent();
    }

    private void endOthers(int winner) {
        branches.keySet().stream()
                .filter(number -> number != winner)
                .forEach(number -> end(number, Cause.ANSWERED_ELSEWHERE));
    }

    private void endAll(Cause cause) {
        branches.keySet().forEach(number -> end(number, cause));
    }

    private void end(int number, Cause cause) {
        var branch = branches.get(number);
        if (!branch.over && !branch.toldToEnd) {
            order(number, new LegCommand.Release(cause));
        }
    }

    private void order(int number, LegCommand command) {
        var branch = branches.get(number);
        if (branch.over || branch.toldToEnd) {
            return;
        }
        branch.toldToEnd = command instanceof LegCommand.Release;
        outputs.add(new Order(number, command));
    }

    private void report(LegEvent event) {
        outputs.add(new Report(Relabelled.as(leg, event)));
    }

    private List<Output> taken() {
        var done = outputs;
        outputs = new ArrayList<>();
        return done;
    }
}
