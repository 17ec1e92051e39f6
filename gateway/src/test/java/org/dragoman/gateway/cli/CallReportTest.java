package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.dragoman.gateway.rest.CallView;
import org.dragoman.gateway.rest.FakeControl;
import org.junit.jupiter.api.Test;

/// What is printed of a call's legs.
class CallReportTest {
    private static String media(CallView.VideoView video) {
        var text = new StringWriter();
        var report = new CallReport(new PrintWriter(text, true));
        report.media(FakeControl.callOf(List.of(FakeControl.leg(0, "pages", "webrtc", video))));
        return text.toString();
    }

    @Test
    void video_has_a_line_where_there_is_some() {
        assertThat(media(new CallView.VideoView("VP8", "", 0, 250, 0)))
                .contains(
                        "  video     sends VP8, receives nothing; packets 0 received, 250 sent,"
                                + " 0 lost\n");
        assertThat(media(CallView.VideoView.NONE)).doesNotContain("video");
    }
}
