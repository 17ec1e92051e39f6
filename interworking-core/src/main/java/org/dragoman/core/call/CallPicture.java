package org.dragoman.core.call;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.SoundPath;

/// How a call is at this moment, for those who ask or follow it. Used on the call's loop alone.
final class CallPicture {
    private final CallSite site;
    private final CallLoop loop;
    private final CallJournal journal;

    CallPicture(CallSite site, CallLoop loop, CallJournal journal) {
        this.site = site;
        this.loop = loop;
        this.journal = journal;
    }

    /// - {@code rule}: what the dial plan said.
    /// - {@code slots}: the legs of the call; {@code talked}: those that were joined last.
    CallSnapshot snapshot(String rule, Collection<LegSlot> slots, List<LegSlot> talked) {
        var state = loop.state();
        var asked = state.request();
        var recorder = loop.driver().recorder();
        return new CallSnapshot(
                loop.id(),
                state.phase(),
                asked.map(CallRequest::from).orElse(Party.UNKNOWN),
                asked.map(CallRequest::to).orElse(Party.UNKNOWN),
                journal.opened(),
                journal.progressed(),
                journal.ringing(),
                journal.answered(),
                journal.ended(),
                journal.cleared(),
                journal.talked(),
                state.cause(),
                endedBy(),
                rule,
                slots.stream().map(LegSlot::snapshot).toList(),
                sound(slots, talked),
                recorder.rows(),
                recorder.rowsLost(),
                journal.moved());
    }

    /// The side that ended the call, or the gateway; empty while it lives.
    String endedBy() {
        var state = loop.state();
        if (state.cause().isEmpty()) {
            return "";
        }
        return state.endedBy().map(s -> s.name().toLowerCase(Locale.ROOT)).orElse("gateway");
    }

    /// Tells those who follow the calls of the gateway, if anybody does.
    void tell(CallNews.Kind kind) {
        site.followers()
                .tell(
                        () -> {
                            var state = loop.state();
                            var asked = state.request();
                            return new CallNews(
                                    loop.id(),
                                    kind,
                                    site.timers().instant(),
                                    asked.map(CallRequest::from).orElse(Party.UNKNOWN),
                                    asked.map(CallRequest::to).orElse(Party.UNKNOWN),
                                    state.cause(),
                                    endedBy());
                        });
    }

    /// What is done with a command may be news for those who follow the call.
    void tellOf(LegCommand command) {
        switch (command) {
            case LegCommand.Ring _ -> {
                if (journal.ringing().isEmpty()) {
                    tell(CallNews.Kind.RINGING);
                }
            }
            case LegCommand.Answer _ -> tell(CallNews.Kind.ANSWERED);
            case LegCommand.Hold _ -> tell(CallNews.Kind.HELD);
            case LegCommand.Resume _ -> tell(CallNews.Kind.RESUMED);
            default -> {} // the others are no news
        }
    }

    /// How sound gets from one side to the other, and back, as agreed now or last.
    private List<SoundPath> sound(Collection<LegSlot> slots, List<LegSlot> talked) {
        if (slots.size() < 2) {
            return List.of();
        }
        var both = talked.isEmpty() ? List.copyOf(slots) : talked;
        var caller = both.getFirst();
        var callee = both.getLast();
        return Stream.of(path(caller, callee), path(callee, caller))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<SoundPath> path(LegSlot from, LegSlot to) {
        return from.flow()
                .flatMap(
                        heard ->
                                to.flow()
                                        .flatMap(
                                                flow ->
                                                        SoundPath.between(
                                                                from.id().index(),
                                                                heard,
                                                                to.id().index(),
                                                                flow,
                                                                codecs(to.trunk())::mayOffer,
                                                                site.media().conversions())));
    }

    private CodecPolicy codecs(String trunk) {
        return loop.driver().policy(trunk).codecs();
    }
}
