package org.dragoman.gateway.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.dragoman.gateway.ladder.LadderDrawing;
import org.dragoman.gateway.ladder.Screen;
import org.dragoman.gateway.rest.CallView;

/// Prints everything known of one call.
final class CallReport {
    private final PrintWriter out;

    CallReport(PrintWriter out) {
        this.out = out;
    }

    void print(CallView call) {
        heading(call);
        ladder(call);
        out.println();
        out.println("post-dial delay  " + millis(call.postDialDelayMillis()));
        out.println("answered after   " + millis(call.answeredMillis()));
        out.println("lasted           " + millis(call.durationMillis()));
        if (call.cause() != 0) {
            out.printf("ended            by the %s, cause %d%n", call.endedBy(), call.cause());
        }
        media(call);
    }

    void heading(CallView call) {
        out.printf("call %s  %s  %s -> %s%n", call.id(), call.state(), call.from(), call.to());
        out.printf("started %s%n%n", call.started());
    }

    void ladder(CallView call) {
        new LadderDrawing(out, Screen.ofThisProcess()).draw(CallLadder.of(call));
    }

    void media(CallView call) {
        if (!call.sound().isEmpty()) {
            out.println();
            out.println("sound");
            call.sound().forEach(this::print);
        }
        call.legs().forEach(this::print);
    }

    private void print(CallView.LegView leg) {
        var media = leg.media();
        out.printf("%nleg %d  %s (%s)%n", leg.index(), leg.trunk(), leg.protocol());
        out.printf("  media     %s <-> %s%n", media.localRtp(), orNone(media.remoteRtp()));
        out.printf("  sends     %s%n", orNone(media.sends()));
        out.printf("  receives  %s%n", orNone(media.receives()));
        if (!media.srtp().isEmpty()) {
            out.printf("  SRTP      %s%n", media.srtp());
        }
        out.printf(
                "  packets   %d received, %d sent, %d lost, %d dropped; jitter %s ms%n",
                media.packetsReceived(),
                media.packetsSent(),
                media.packetsLost(),
                media.packetsDropped(),
                tenths(media.jitterMicros()));
        print(media.quality());
        if (media.video().flows()) {
            print(media.video());
        }
    }

    private void print(CallView.VideoView video) {
        out.printf(
                "  video     sends %s, receives %s; packets %d received, %d sent, %d lost%n",
                orNothing(video.sends()),
                orNothing(video.receives()),
                video.packetsReceived(),
                video.packetsSent(),
                video.packetsLost());
    }

    private void print(CallView.QualityView q) {
        if (q.outOfOrder() + q.duplicates() + q.discarded() + q.concealedMillis() > 0) {
            out.printf(
                    "  received  %d out of order, %d twice, %d too late; %d ms concealed%n",
                    q.outOfOrder(), q.duplicates(), q.discarded(), q.concealedMillis());
        }
        if (q.roundTripMicros() > 0) {
            out.printf(
                    "  the peer  %s ms away and back; it missed %d, jitter %s ms%n",
                    tenths(q.roundTripMicros()), q.peerLost(), tenths(q.peerJitterMicros()));
        }
        rating("hears it", q.sentR(), q.sentMos());
        rating("is heard", q.receivedR(), q.receivedMos());
        if (!q.peerHears().equals(CallView.ListeningView.NONE)) {
            print(q.peerHears());
        }
    }

    private void print(CallView.ListeningView heard) {
        out.printf(
                Locale.ROOT,
                "  it says   %.1f %% lost, %.1f %% too late, buffer %d ms%s (RTCP XR)%n",
                heard.lostPercent(),
                heard.discardedPercent(),
                heard.bufferMillis(),
                score(", R %.0f", heard.rFactor())
                        + score(", MOS %.1f to listen", heard.listeningMos())
                        + score(", %.1f to talk", heard.conversationMos()));
    }

    private static String score(String format, double value) {
        return value > 0 ? String.format(Locale.ROOT, format, value) : "";
    }

    private void rating(String what, double r, double opinion) {
        if (opinion > 0) {
            out.printf(Locale.ROOT, "  %s  R %.1f, MOS %.1f (E-model)%n", what, r, opinion);
        }
    }

    private static String tenths(long micros) {
        return String.format(Locale.ROOT, "%.1f", micros / 1_000.0);
    }

    private void print(CallView.SoundView path) {
        var codecs =
                path.way().equals("passed")
                        ? path.heard() + " passed"
                        : path.heard() + " -> " + path.sent() + " " + path.way();
        out.printf("  leg %d to %d  %s: %s%n", path.from(), path.to(), codecs, path.why());
    }

    private static String orNothing(String codecs) {
        return codecs.isEmpty() ? "nothing" : codecs;
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "nothing yet" : text;
    }

    static String millis(long millis) {
        return millis < 0 ? "-" : millis + " ms";
    }
}
