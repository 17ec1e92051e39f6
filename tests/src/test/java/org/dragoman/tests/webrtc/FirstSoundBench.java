package org.dragoman.tests.webrtc;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.dragoman.tests.peer.Peers;

/// How soon after the answer there is sound, in calls of a Chromium: in the telephone the page's
/// first packet, in the page the first that is no silence.
public final class FirstSoundBench {
    private static final int CALLS = 11;
    private static final int BUDGET_MILLIS = 500;

    private FirstSoundBench() {}

    /// Prints the result.
    public static void main(String[] arguments) throws Exception {
        Peers.require(Peers.CHROMIUM);
        var folder = Files.createTempDirectory("first-sound");
        var toPhone = new ArrayList<Long>();
        var toPage = new ArrayList<Long>();
        try (var page = new MediaPage();
                var chromium = new Chromium(folder, MediaPage.tone(folder, MediaCall.BROWSER_HZ))) {
            for (int i = 0; i < CALLS; i++) {
                measure(chromium, page, toPhone, toPage);
            }
        }
        System.out.printf(
                "first sound after the answer, %d calls of Chromium: to phone %s; to page %s"
                        + " (budget %d ms)%n",
                CALLS, told(toPhone), told(toPage), BUDGET_MILLIS);
    }

    private static void measure(
            Chromium chromium, MediaPage page, List<Long> toPhone, List<Long> toPage)
            throws Exception {
        try (var call = new MediaCall(chromium, page)) {
            call.called(MediaCall.OPUS, false);
            toPhone.add(call.soundAtPhone().toMillis());
            toPage.add(call.soundAtPage().toMillis());
        }
    }

    private static String told(List<Long> millis) {
        Collections.sort(millis);
        return "median %d ms, most %d ms".formatted(millis.get(CALLS / 2), millis.getLast());
    }
}
