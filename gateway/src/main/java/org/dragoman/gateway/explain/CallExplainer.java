package org.dragoman.gateway.explain;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.rules.Mappings;

/// Explains a captured call of H.323 or SIP.
final class CallExplainer {
    private final Mappings mappings;
    private final MessageRows rows;

    CallExplainer(Mappings mappings) {
        this.mappings = mappings;
        this.rows = new MessageRows(mappings);
    }

    Told explain(int number, CapturedCall call) {
        var messages = new ArrayList<Explained.Message>();
        var playback = Optional.of(call).filter(CapturedCall::begins).map(this::playback);
        for (var said : call.said()) {
            messages.add(message(call, said, playback));
        }
        var ours = playback.flatMap(Playback::call);
        var told =
                new Explained.Call(
                        number,
                        call.protocol(),
                        call.protocol().equals("sip") ? "h323" : "sip",
                        ours.map(c -> Parties.name(c.from())).orElse(""),
                        ours.map(c -> Parties.name(c.to())).orElse(""),
                        Addresses.text(call.caller()),
                        Addresses.text(call.called()),
                        call.said()
                                .getFirst()
                                .heard()
                                .at()
                                .truncatedTo(ChronoUnit.MILLIS)
                                .toString(),
                        outcome(call, ours),
                        List.of(),
                        messages);
        var began =
                new Began(
                        number,
                        call.said().getFirst().heard().at(),
                        told.from(),
                        told.to(),
                        call.caller().getAddress(),
                        call.called().getAddress());
        return new Told(told, List.of(began));
    }

    private Playback playback(CapturedCall call) {
        return new Playback(call, mappings);
    }

    private Explained.Message message(CapturedCall call, Said said, Optional<Playback> playback) {
        var start = call.said().getFirst().heard().at();
        var at = Duration.between(start, said.heard().at()).toNanos() / 1_000;
        if (playback.isEmpty()) {
            return new Explained.Message(
                    at,
                    said.byCaller(),
                    said.names(),
                    List.of(),
                    List.copyOf(said.fault().stream().toList()));
        }
        try {
            var effect = playback.get().play(said);
            return new Explained.Message(
                    at, said.byCaller(), said.names(), becomes(said, effect), why(said, effect));
        } catch (PeerFault unreadable) {
            var why = String.valueOf(unreadable.getMessage());
            return new Explained.Message(
                    at, said.byCaller(), said.names(), List.of(), List.of(why));
        }
    }

    /// Whether a leg is the one with the captured party: the caller's, or any of the others.
    private static boolean isCaptured(int leg, Said said) {
        return (leg == 0) == said.byCaller();
    }

    private static List<Named> becomes(Said said, Playback.Effect effect) {
        return effect.rows().stream()
                .flatMap(r -> r.messages().stream())
                .filter(m -> m.way() == Way.SENT && !isCaptured(m.leg(), said))
                .map(m -> new Named(m.name(), m.detail()))
                .toList();
    }

    private List<String> why(Said said, Playback.Effect effect) {
        var all = new LinkedHashSet<String>();
        for (var row : effect.rows()) {
            for (var d : row.decisions()) {
                if (d.kind() == Kind.MESSAGE && isCaptured(d.leg(), said)) {
                    all.add(rows.of(d));
                } else if (d.kind() != Kind.MESSAGE && d.kind() != Kind.ROUTE) {
                    all.add(d.what());
                }
            }
        }
        if (!effect.passedOver().isEmpty()) {
            all.add(effect.passedOver());
        }
        return List.copyOf(all);
    }

    private static String outcome(CapturedCall call, Optional<CallSnapshot> ours) {
        if (!call.begins()) {
            return "its beginning is not in the capture, so that it cannot be played";
        }
        if (ours.isEmpty()) {
            return "our gateway would not take it";
        }
        return Parties.outcome(ours.get());
    }
}
