package org.dragoman.gateway.records;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dragoman.core.account.Account;
import org.dragoman.core.call.CallId;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Cause;
import org.dragoman.core.log.CallSnapshot;
import org.dragoman.core.log.CallSnapshot.Leg;
import org.dragoman.core.log.CallSnapshot.Media;
import org.dragoman.core.log.CallSnapshot.Moved;
import org.dragoman.core.log.LegCourse;
import org.dragoman.core.media.MediaFlow;
import org.dragoman.core.media.MediaStatistics;
import org.dragoman.core.media.VoiceRating;
import org.dragoman.core.route.Dialled;
import org.dragoman.core.route.Rate;
import org.dragoman.gateway.rest.RecordLegView;

/// Makes the record of a leg.
final class LegRecords {
    static final String CALLER = "caller";
    static final String DESTINATION = "destination";
    static final String DEVICE = "device";
    static final String CALL = "call";
    static final int DEVICES = 100; // of one leg: LegId

    private static final long UNKNOWN = -1;

    private LegRecords() {}

    static RecordLegView of(CallSnapshot call, Leg leg) {
        var course = leg.course();
        var asked = course.asked();
        var cause = cause(leg);
        var rate = course.way().rate();
        var flow = leg.media().map(Media::flow);
        var counted = leg.media().map(Media::statistics).orElse(MediaStatistics.NONE);
        var quality = counted.quality();
        return new RecordLegView(
                leg.index(),
                role(leg),
                leg.trunk(),
                account(leg),
                leg.protocol(),
                course.source().map(InetAddress::getHostAddress).orElse(""),
                identifier(course, "Call-ID"),
                identifier(course, "callIdentifier"),
                identifier(course, "conferenceID"),
                Words.moment(course.began()),
                Words.moment(course.progressed()),
                Words.moment(course.ringing()),
                Words.moment(course.answered()),
                Words.moment(course.ended()),
                course.talked().toMillis(),
                asked.map(CallRequest::from).map(Words::number).orElse(""),
                asked.map(CallRequest::from).map(Words::presentation).orElse(""),
                asked.map(CallRequest::to).map(Words::number).orElse(""),
                Words.redirecting(asked),
                Words.redirectingReason(asked),
                course.ended().isEmpty() ? "" : course.endedByPeer() ? "peer" : "gateway",
                cause.map(Cause::q850).orElse(-1),
                Words.source(cause),
                Words.location(cause),
                cause.map(Cause::protocolCode).map(Words::clean).orElse(""),
                cause.map(Cause::words).map(Words::clean).orElse(""),
                Words.clean(course.way().rule()),
                course.way().group(),
                rate.map(Rate::prefix).orElse(""),
                rate.map(r -> r.price().toPlainString()).orElse(""),
                rate.map(Rate::currency).orElse(""),
                rate.map(r -> Words.cost(r.price(), course.talked())).orElse(""),
                course.joined().map(CallId::value).orElse(""),
                transferredTo(call, leg),
                flow.flatMap(MediaFlow::sending).map(f -> f.codec().toString()).orElse(""),
                flow.map(LegRecords::received).orElse(""),
                flow.flatMap(MediaFlow::remoteRtp).map(LegRecords::written).orElse(""),
                counted(leg, counted.packetsReceived()),
                counted(leg, counted.packetsSent()),
                counted(leg, counted.bytesReceived()),
                counted(leg, counted.bytesSent()),
                counted(leg, counted.packetsLost()),
                counted(leg, counted.packetsDropped()),
                counted(leg, quality.outOfOrder()),
                counted(leg, counted.jitterMicros()),
                known(quality.roundTripMicros()),
                counted(leg, quality.peerLost()),
                counted(leg, quality.peerJitterMicros()),
                counted(leg, quality.concealedMillis()),
                hundredth(quality.received().map(VoiceRating::rFactor)),
                hundredth(quality.received().map(VoiceRating::meanOpinion)),
                hundredth(quality.sent().map(VoiceRating::rFactor)),
                hundredth(quality.sent().map(VoiceRating::meanOpinion)));
    }

    private static String role(Leg leg) {
        if (leg.course().joined().isPresent()) {
            return CALL;
        }
        if (leg.index() >= DEVICES) {
            return DEVICE;
        }
        return leg.course().dialled() ? DESTINATION : CALLER;
    }

    private static String account(Leg leg) {
        if (!leg.trunk().equals(Account.TRUNK)) {
            return "";
        }
        return leg.course()
                .asked()
                .map(a -> leg.course().dialled() ? a.to() : a.from())
                .map(Dialled::of)
                .map(Words::clean)
                .orElse("");
    }

    private static String identifier(LegCourse course, String name) {
        return Optional.ofNullable(course.identifiers().get(name)).map(Words::clean).orElse("");
    }

    /// Why it ended: what its peer said, or was told.
    private static Optional<Cause> cause(Leg leg) {
        if (leg.course().ended().isEmpty()) {
            return Optional.empty();
        }
        return leg.course().endedByPeer() ? leg.released() : leg.course().told().or(leg::released);
    }

    /// The last one it was connected to.
    private static int transferredTo(CallSnapshot call, Leg leg) {
        return call.moved().stream()
                .filter(m -> m.stayed() == leg.index())
                .map(Moved::with)
                .reduce((_, later) -> later)
                .orElse(-1);
    }

    private static String received(MediaFlow flow) {
        return flow.receiving().stream()
                .map(f -> f.codec().toString())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String written(InetSocketAddress address) {
        var host = address.getAddress().getHostAddress();
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private static long counted(Leg leg, long count) {
        return leg.media().isPresent() ? count : UNKNOWN;
    }

    private static long known(long micros) {
        return micros > 0 ? micros : UNKNOWN;
    }

    private static double hundredth(Optional<Double> value) {
        return value.map(v -> Math.max(0, Math.round(v * 100) / 100.0)).orElse(-1.0);
    }
}
