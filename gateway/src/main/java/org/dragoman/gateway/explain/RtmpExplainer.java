package org.dragoman.gateway.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.CallTrace.Kind;
import org.dragoman.core.log.CallTrace.Way;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rules.Mappings;

/// Explains a captured RTMP connection: what the client said, what that is in SIP, and whether our
/// gateway would have told it the same as the captured server did.
final class RtmpExplainer {
    private static final String SIP = "sip";
    private static final String BY_NAME = "displayUpdate"; // how the other side is called

    private final Mappings mappings;
    private final MessageRows rows;

    RtmpExplainer(Mappings mappings) {
        this.mappings = mappings;
        this.rows = new MessageRows(mappings);
    }

    /// A message that was played.
    private static final class Row {
        private final RtmpSaid said;
        private final RtmpPlayback.Effect effect;
        private final Set<String> why = new LinkedHashSet<>();

        Row(RtmpSaid said, RtmpPlayback.Effect effect) {
            this.said = said;
            this.effect = effect;
        }
    }

    Told explain(int number, RtmpSession session) {
        var playback = new RtmpPlayback(session, mappings);
        var all = new ArrayList<Row>();
        session.said().forEach(said -> all.add(play(playback, said)));
        compare(all);
        var start = all.getFirst().said.at();
        var calls = playback.calls();
        var told =
                new Explained.Call(
                        number,
                        "rtmp",
                        SIP,
                        calls.stream()
                                .findFirst()
                                .map(c -> from(c, playback))
                                .orElse(playback.logins().who()),
                        calls.stream().findFirst().map(c -> to(c, playback)).orElse(""),
                        Addresses.text(session.client()),
                        Addresses.text(session.server()),
                        start.truncatedTo(ChronoUnit.MILLIS).toString(),
                        outcome(calls, playback),
                        List.of(),
                        all.stream().map(r -> message(r, start)).toList());
        return new Told(
                told, calls.stream().map(c -> began(number, c, session, playback)).toList());
    }

    private static Began began(
            int number, CallSnapshot call, RtmpSession session, RtmpPlayback playback) {
        boolean incoming =
                call.legs().stream().anyMatch(l -> l.index() == 0 && l.protocol().equals(SIP));
        var client = session.client().getAddress();
        var server = session.server().getAddress();
        return new Began(
                number,
                call.opened(),
                from(call, playback),
                to(call, playback),
                incoming ? server : client,
                incoming ? client : server);
    }

    private Row play(RtmpPlayback playback, RtmpSaid said) {
        try {
            var effect = playback.play(said);
            var row = new Row(said, effect);
            effect.news().forEach(news -> decisions(news, row));
            Optional.of(effect.passedOver()).filter(w -> !w.isEmpty()).ifPresent(row.why::add);
            return row;
        } catch (PeerFault refused) {
            var row = new Row(said, new RtmpPlayback.Effect(List.of(), List.of(), ""));
            row.why.add("our gateway would close the connection: " + refused.getMessage());
            return row;
        }
    }

    private static boolean isSip(CallSnapshot call, int leg) {
        return call.legs().stream().anyMatch(l -> l.index() == leg && l.protocol().equals(SIP));
    }

    private void decisions(InnerGateway.News news, Row row) {
        for (var d : news.row().decisions()) {
            boolean byPhone = isSip(news.call(), d.leg());
            if (d.kind() == Kind.MESSAGE && byPhone != row.said.byClient()) {
                row.why.add(rows.of(d));
            } else if (d.kind() != Kind.MESSAGE && d.kind() != Kind.ROUTE) {
                row.why.add(d.what());
            }
        }
    }

    /// What the client says becomes what our gateway sends to the phone; what the server said is
    /// what the phone sent.
    private static List<Named> becomes(Row row) {
        var way = row.said.byClient() ? Way.SENT : Way.RECEIVED;
        var all = new ArrayList<Named>();
        for (var news : row.effect.news()) {
            news.row().messages().stream()
                    .filter(m -> m.way() == way && isSip(news.call(), m.leg()))
                    .forEach(m -> all.add(new Named(m.name(), m.detail())));
        }
        return all;
    }

    private static Explained.Message message(Row row, Instant start) {
        return new Explained.Message(
                Duration.between(start, row.said.at()).toNanos() / 1_000,
                row.said.byClient(),
                List.of(row.said.named()),
                becomes(row),
                List.copyOf(row.why));
    }

    /// What the captured server told the client and our gateway would not, and the reverse.
    private static void compare(List<Row> rows) {
        Map<String, List<Row>> ours = new LinkedHashMap<>();
        for (var row : rows) {
            row.effect
                    .told()
                    .forEach(
                            c ->
                                    ours.computeIfAbsent(
                                                    ServerWords.signature(c),
                                                    _ -> new ArrayList<>())
                                            .add(row));
        }
        for (var row : rows) {
            if (!row.said.byClient()
                    && row.said.message().orElse(null) instanceof Command c
                    && !c.name().equals(BY_NAME)) {
                var same = ours.getOrDefault(ServerWords.signature(c), new ArrayList<>());
                if (same.isEmpty()) {
                    row.why.add("our gateway would not say this");
                } else {
                    same.removeFirst();
                }
            }
        }
        var heardOut = rows.subList(0, lastOfServer(rows) + 1); // behind it nothing can be missed
        ours.forEach(
                (signature, where) ->
                        where.stream()
                                .filter(heardOut::contains)
                                .forEach(row -> row.why.add("our gateway says: " + signature)));
    }

    private static int lastOfServer(List<Row> rows) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            if (!rows.get(i).said.byClient()) {
                return i;
            }
        }
        return -1;
    }

    private static String from(CallSnapshot call, RtmpPlayback playback) {
        return isOfStream(playback) ? playback.logins().who() : Parties.name(call.from());
    }

    private static String to(CallSnapshot call, RtmpPlayback playback) {
        return isOfStream(playback) ? "" : Parties.name(call.to());
    }

    private static boolean isOfStream(RtmpPlayback playback) {
        return !playback.logins().streams().isEmpty();
    }

    private static String outcome(List<CallSnapshot> calls, RtmpPlayback playback) {
        if (calls.isEmpty()) {
            return "a connection without a call";
        }
        if (calls.size() == 1) {
            return Parties.outcome(calls.getFirst());
        }
        return calls.stream()
                .map(c -> from(c, playback) + " -> " + to(c, playback) + ": " + Parties.outcome(c))
                .collect(Collectors.joining("; "));
    }
}
