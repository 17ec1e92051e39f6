package org.dragoman.gateway.records;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallOrder;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.gateway.rest.RecordLegView;
import org.dragoman.gateway.rest.RecordView;

/// Makes the record of a call from what the call knows of itself.
final class RecordMaker {
    private final String gateway;
    private final String startedAt;

    /// - {@code gateway}: the name of the one that writes; {@code started}: when it did.
    RecordMaker(String gateway, Instant started) {
        this.gateway = gateway;
        this.startedAt = Words.moment(started);
    }

    /// - {@code now}: when it is made.
    RecordView of(CallSnapshot call, Instant now) {
        var legs = call.legs().stream().map(l -> LegRecords.of(call, l)).toList();
        var in = legs.stream().filter(l -> l.role().equals(LegRecords.CALLER)).findFirst();
        var out = out(legs);
        var device = out.flatMap(o -> device(legs, o));
        var asked = asked(call);
        var from = asked.map(CallRequest::from).orElse(call.from());
        var to = asked.map(CallRequest::to).orElse(call.to());
        return new RecordView(
                call.id().value(),
                Words.moment(call.opened()),
                gateway,
                startedAt,
                state(call).word(),
                Words.moment(now),
                Words.moment(call.ringing()),
                Words.moment(call.answered()),
                Words.moment(call.cleared().or(call::ended)),
                call.postDialDelay().map(Duration::toMillis).map(m -> Math.max(0, m)).orElse(-1L),
                call.talked().toMillis(),
                Words.begunSeconds(call.talked()),
                call.endedBy(),
                call.cause().map(Cause::q850).orElse(-1),
                Words.source(call.cause()),
                Words.location(call.cause()),
                call.cause().map(Cause::protocolCode).map(Words::clean).orElse(""),
                call.cause().map(Cause::words).map(Words::clean).orElse(""),
                in.map(RecordLegView::peer).orElse(CallOrder.INGRESS),
                in.map(RecordLegView::account).orElse(""),
                in.map(RecordLegView::protocol).orElse(""),
                in.map(RecordLegView::address).orElse(""),
                out.map(RecordLegView::peer).orElse(""),
                out.map(RecordLegView::account).orElse(""),
                device.or(() -> out).map(RecordLegView::protocol).orElse(""),
                device.or(() -> out).map(RecordLegView::address).orElse(""),
                (int) legs.stream().filter(l -> l.role().equals(LegRecords.DESTINATION)).count(),
                Words.number(from),
                from.displayName().map(Words::clean).orElse(""),
                Words.presentation(from),
                Words.number(to),
                Words.redirecting(asked),
                Words.redirectingReason(asked),
                out.map(RecordLegView::calling).orElse(""),
                out.map(RecordLegView::called).orElse(""),
                Words.clean(call.rule()),
                out.map(RecordLegView::rate).orElse(""),
                out.map(RecordLegView::currency).orElse(""),
                out.map(RecordLegView::cost).orElse(""),
                legs.stream()
                        .map(RecordLegView::joinedCall)
                        .filter(id -> !id.isEmpty())
                        .findFirst()
                        .orElse(""),
                call.moved().size(),
                recording(call),
                legs);
    }

    private static String recording(CallSnapshot call) {
        return call.legs().stream()
                .flatMap(l -> l.media().stream())
                .flatMap(m -> m.recording().stream())
                .findFirst()
                .orElse("");
    }

    private static RecordView.State state(CallSnapshot call) {
        return call.ended().isPresent() ? RecordView.State.ENDED : RecordView.State.OPEN;
    }

    /// What the caller asked for; of a call that the gateway began, what it called the second for.
    private static Optional<CallRequest> asked(CallSnapshot call) {
        return call.legs().stream()
                .map(CallSnapshot.Leg::course)
                .filter(c -> !c.dialled())
                .findFirst()
                .flatMap(c -> c.asked());
    }

    /// The destination that answered first; else the last that was tried.
    private static Optional<RecordLegView> out(List<RecordLegView> legs) {
        var tried = legs.stream().filter(l -> l.role().equals(LegRecords.DESTINATION)).toList();
        boolean begun = legs.stream().noneMatch(l -> l.role().equals(LegRecords.CALLER));
        // of a call that the gateway began, the first party counts as the caller
        var answered = tried.stream().filter(l -> !l.answeredAt().isEmpty());
        return answered.sorted(Comparator.comparing(RecordLegView::answeredAt))
                .skip(begun ? 1 : 0)
                .findFirst()
                .or(() -> tried.isEmpty() ? Optional.empty() : Optional.of(tried.getLast()));
    }

    /// The device of an account that answered.
    private static Optional<RecordLegView> device(List<RecordLegView> legs, RecordLegView of) {
        return legs.stream()
                .filter(l -> l.role().equals(LegRecords.DEVICE))
                .filter(l -> l.leg() / LegRecords.DEVICES == of.leg())
                .filter(l -> !l.answeredAt().isEmpty())
                .findFirst();
    }
}
