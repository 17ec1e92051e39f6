package org.dragoman.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CallNews;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Party;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.CallTrace;
import org.dragoman.core.log.SoundPath;
import org.dragoman.core.log.WireNote;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaQuality;
import org.dragoman.core.media.PayloadFormat;
import org.dragoman.core.media.PeerListening;
import org.dragoman.core.media.VoiceRating;
import org.dragoman.core.route.Dialled;
import org.dragoman.gateway.rest.AskedView;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.EventView;
import org.dragoman.gateway.rest.WireView;
import org.dragoman.gateway.route.Numbers;

/// A call of the core as REST shows it.
final class CallViews {
    private static final CallView.MediaView NO_MEDIA =
            new CallView.MediaView(
                    "",
                    "",
                    "",
                    "",
                    "",
                    0,
                    0,
                    0,
                    0,
                    0,
                    CallView.QualityView.NONE,
                    CallView.VideoView.NONE);

    private CallViews() {}

    static CallView of(CallSnapshot call, Instant now) {
        return new CallView(
                call.id().value(),
                state(call),
                call.opened().truncatedTo(ChronoUnit.MILLIS).toString(),
                name(call.from()),
                name(call.to()),
                codec(call),
                millis(call, call.progressed()),
                millis(call, call.ringing()),
                millis(call, call.answered()),
                millis(call, Optional.of(call.ended().orElse(now))),
                call.cause().map(Cause::q850).orElse(0),
                call.endedBy(),
                call.legs().stream().map(CallViews::leg).toList(),
                call.sound().stream().map(CallViews::sound).toList(),
                call.ladder().stream().map(row -> row(call, row)).toList(),
                decisions(call));
    }

    static EventView of(CallNews news) {
        return new EventView(
                news.kind().name().toLowerCase(Locale.ROOT),
                news.call().value(),
                news.at().truncatedTo(ChronoUnit.MILLIS).toString(),
                name(news.from()),
                name(news.to()),
                news.cause().map(Cause::q850).orElse(0),
                news.endedBy());
    }

    /// Nothing of a call that ended before it said whom it wants.
    static Optional<AskedView> asked(CallSnapshot call) {
        var from = Numbers.text(call.from());
        var to = Numbers.text(call.to());
        return call.legs().stream()
                .findFirst()
                .filter(_ -> !to.isEmpty())
                .map(
                        leg ->
                                new AskedView(
                                        call.id().value(),
                                        leg.trunk().equals(Account.TRUNK)
                                                ? Dialled.of(call.from())
                                                : leg.trunk(),
                                        to,
                                        from,
                                        call.opened().truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    private static String state(CallSnapshot call) {
        return call.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String name(Party party) {
        return party.number()
                .map(n -> party.digits())
                .filter(d -> !d.isEmpty())
                .or(() -> party.aliases().stream().findFirst())
                .or(party::uri)
                .orElse("unknown");
    }

    private static String codec(CallSnapshot call) {
        return call.legs().stream()
                .flatMap(l -> l.media().stream())
                .map(m -> formats(m.flow()))
                .filter(f -> !f.isEmpty())
                .distinct()
                .collect(Collectors.joining(" <-> "));
    }

    private static String formats(MediaFlow flow) {
        return flow.sending().map(f -> f.codec().toString()).orElse("");
    }

    private static long millis(CallSnapshot call, Optional<Instant> at) {
        return at.map(t -> Duration.between(call.opened(), t).toMillis()).orElse(-1L);
    }

    private static CallView.LegView leg(CallSnapshot.Leg leg) {
        return new CallView.LegView(
                leg.index(),
                leg.trunk(),
                leg.protocol(),
                leg.media().map(CallViews::media).orElse(NO_MEDIA));
    }

    private static CallView.SoundView sound(SoundPath path) {
        return new CallView.SoundView(
                path.from(),
                path.to(),
                path.heard().codec().toString(),
                path.sent().codec().toString(),
                path.way().name().toLowerCase(Locale.ROOT),
                path.why());
    }

    private static CallView.MediaView media(CallSnapshot.Media media) {
        var flow = media.flow();
        var counted = media.statistics();
        return new CallView.MediaView(
                media.localRtp(),
                flow.remoteRtp().map(Text::of).orElse(""),
                flow.sending().map(CallViews::written).orElse(""),
                flow.receiving().stream().map(CallViews::written).collect(Collectors.joining(", ")),
                flow.sendKeys().map(k -> k.suite().name()).orElse(""),
                counted.packetsReceived(),
                counted.packetsSent(),
                counted.packetsLost(),
                counted.packetsDropped(),
                counted.jitterMicros(),
                quality(counted.quality()),
                media.video().map(CallViews::video).orElse(CallView.VideoView.NONE));
    }

    private static CallView.VideoView video(CallSnapshot.Video video) {
        var flow = video.flow();
        var counted = video.statistics();
        return new CallView.VideoView(
                flow.sending().map(f -> f.codec().name()).orElse(""),
                flow.receiving().stream()
                        .map(f -> f.codec().name())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                counted.packetsReceived(),
                counted.packetsSent(),
                counted.packetsLost());
    }

    private static CallView.QualityView quality(MediaQuality q) {
        return new CallView.QualityView(
                q.outOfOrder(),
                q.duplicates(),
                q.discarded(),
                q.concealedMillis(),
                q.roundTripMicros(),
                q.peerLost(),
                q.peerJitterMicros(),
                tenth(q.received().map(VoiceRating::rFactor).orElse(0.0)),
                tenth(q.received().map(VoiceRating::meanOpinion).orElse(0.0)),
                tenth(q.sent().map(VoiceRating::rFactor).orElse(0.0)),
                tenth(q.sent().map(VoiceRating::meanOpinion).orElse(0.0)),
                q.listening().map(CallViews::listening).orElse(CallView.ListeningView.NONE));
    }

    private static CallView.ListeningView listening(PeerListening heard) {
        return new CallView.ListeningView(
                tenth(heard.lostPercent()),
                tenth(heard.discardedPercent()),
                heard.roundTripMillis(),
                heard.endDelayMillis(),
                heard.bufferMillis(),
                tenth(heard.rFactor().orElse(0)),
                tenth(heard.listening().orElse(0)),
                tenth(heard.conversation().orElse(0)));
    }

    private static double tenth(double value) {
        return Math.max(0, Math.round(value * 10) / 10.0);
    }

    private static String written(PayloadFormat format) {
        return "%s, payload type %d, %d ms"
                .formatted(format.codec(), format.payloadType(), format.packetMillis());
    }

    private static CallView.LadderRow row(CallSnapshot call, CallSnapshot.Row row) {
        return new CallView.LadderRow(
                micros(call, row.at()),
                row.messages().stream().map(CallViews::entry).toList(),
                row.decisions().stream()
                        .filter(d -> d.kind() != CallTrace.Kind.MESSAGE) // the row shows it
                        .map(CallSnapshot.Decision::what)
                        .toList());
    }

    private static List<CallView.DecisionView> decisions(CallSnapshot call) {
        var all = new ArrayList<CallView.DecisionView>();
        for (var row : call.ladder()) {
            for (var d : row.decisions()) {
                all.add(decision(micros(call, row.at()), d.leg(), d.kind(), d.what()));
            }
        }
        var agreed = call.answered().orElse(call.ended().orElse(call.opened()));
        for (var path : call.sound()) {
            all.add(decision(micros(call, agreed), path.from(), CallTrace.Kind.CODEC, way(path)));
        }
        all.sort(Comparator.comparingLong(CallView.DecisionView::atMicros));
        return all;
    }

    private static CallView.DecisionView decision(
            long at, int leg, CallTrace.Kind kind, String what) {
        return new CallView.DecisionView(at, leg, kind.name().toLowerCase(Locale.ROOT), what);
    }

    private static String way(SoundPath path) {
        return "%s to leg %d as %s: %s"
                .formatted(path.heard().codec(), path.to(), path.sent().codec(), path.why());
    }

    private static long micros(CallSnapshot call, Instant at) {
        return Duration.between(call.opened(), at).toNanos() / 1_000;
    }

    static WireView wire(WireNote note) {
        var content = note.content();
        return new WireView(
                note.at().truncatedTo(ChronoUnit.MICROS).toString(),
                note.leg(),
                note.way() == CallTrace.Way.RECEIVED,
                note.name(),
                content.protocol().name().toLowerCase(Locale.ROOT),
                content.datagram() ? "udp" : "tcp",
                Text.of(content.local()),
                Text.of(content.remote()),
                HexFormat.of().formatHex(content.octets()));
    }

    private static CallView.LadderEntry entry(CallSnapshot.Entry entry) {
        return new CallView.LadderEntry(
                entry.leg(), entry.way() == CallTrace.Way.RECEIVED, entry.name(), entry.detail());
    }
}
