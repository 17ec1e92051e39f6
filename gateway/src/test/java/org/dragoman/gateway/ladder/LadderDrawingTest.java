package org.dragoman.gateway.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.dragoman.gateway.ladder.Ladder.Message;
import org.dragoman.gateway.ladder.Ladder.Row;
import org.dragoman.gateway.ladder.Ladder.Side;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LadderDrawingTest {
    private static final Ladder CALL =
            new Ladder(
                    "caller: old-gateway (h323)",
                    "callee: carrier (sip)",
                    List.of(
                            new Row(
                                    0,
                                    List.of(
                                            caller(
                                                    true,
                                                    "Setup",
                                                    "to 2002, from 1001, fastStart 4"),
                                            caller(false, "CallProceeding", ""),
                                            callee(false, "INVITE", "audio 30000 RTP/AVP 8 0 101")),
                                    List.of(
                                            "rule 1: any number to the carrier, because nothing"
                                                    + " before it matched what was dialled here")),
                            new Row(
                                    120_400,
                                    List.of(
                                            callee(true, "180 Ringing", ""),
                                            caller(false, "Alerting", "")),
                                    List.of()),
                            new Row(
                                    1_300_000,
                                    List.of(
                                            caller(true, "Facility", "transportedInformation"),
                                            caller(true, "H.245 roundTripDelayRequest", "1")),
                                    List.of())));

    private static Message caller(boolean received, String name, String detail) {
        return new Message(Side.CALLER, received, name, detail);
    }

    private static Message callee(boolean received, String name, String detail) {
        return new Message(Side.CALLEE, received, name, detail);
    }

    private static String drawn(Screen screen) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        new LadderDrawing(out, screen).draw(CALL);
        out.flush();
        return text.toString();
    }

    @Test
    void what_came_in_and_what_it_became_stand_on_one_row() {
        assertThat(drawn(new Screen(120, false)))
                .isEqualTo(
                        """
                              ms  caller: old-gateway (h323)                                  callee: carrier (sip)
                             0.0  Setup  to 2002, from 1001, fastStart 4           ──▶ │ ──▶  INVITE  audio 30000 RTP/AVP 8 0 101
                                  CallProceeding                                   ◀── │
                                      · rule 1: any number to the carrier, because nothing before it matched what was dialled here
                           120.4  Alerting                                         ◀── │ ◀──  180 Ringing
                          1300.0  H.245 roundTripDelayRequest  1  in Facility      ──▶ │
                        """);
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 72, 80, 100, 120})
    void nothing_is_lost_and_nothing_sticks_out_however_narrow_the_window(int columns) {
        var drawn = drawn(new Screen(columns, false));
        assertThat(drawn.lines()).allMatch(l -> l.length() <= columns);
        var words = drawn.replaceAll("[\\s│─▶◀·]+", "");
        for (var row : CALL.rows()) {
            for (var message : row.messages()) {
                for (var word : (message.name() + " " + message.detail()).split(" ")) {
                    if (!word.equals("Facility") && !word.equals("transportedInformation")) {
                        assertThat(words).contains(word);
                    }
                }
            }
            for (var decision : row.decisions()) {
                assertThat(words).contains(decision.replace(" ", ""));
            }
        }
    }

    @Test
    void colours_change_nothing_but_the_colour() {
        var coloured = drawn(new Screen(80, true));
        assertThat(coloured).contains("\u001b[1mINVITE\u001b[0m", "\u001b[36m──▶\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(drawn(new Screen(80, false)));
    }
}
