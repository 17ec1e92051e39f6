package org.dragoman.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.dragoman.rules.ProgressTables.Event;
import org.dragoman.rules.ProgressTables.Meaning;
import org.dragoman.rules.ProgressTables.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ProgressTablesTest {
    private static final ProgressTables SHIPPED = Mappings.load().progress();

    @ParameterizedTest
    @CsvSource({
        "CALL_PROCEEDING, '', PROCEEDING, false",
        "CALL_PROCEEDING, 2, PROCEEDING, false",
        "CALL_PROCEEDING, 8, PROGRESS, true",
        "PROGRESS, '', PROGRESS, false",
        "PROGRESS, 1, PROGRESS, true",
        "PROGRESS, 3, PROGRESS, false",
        "PROGRESS, 3 8, PROGRESS, true",
        "ALERTING, '', RINGING, false",
        "ALERTING, 2, RINGING, false",
        "ALERTING, 8, RINGING, true",
        "ALERTING, 8 2, RINGING, true",
        "ALERTING, 77, RINGING, false"
    })
    void a_message_of_h323_with_its_indicators_means(
            Message message, String indicators, Event event, boolean inBand) {
        var said =
                Stream.of(indicators.split(" "))
                        .filter(i -> !i.isEmpty())
                        .map(Integer::valueOf)
                        .toList();
        assertThat(SHIPPED.ofQ931(message, said).value()).isEqualTo(new Meaning(event, inBand));
    }

    @ParameterizedTest
    @CsvSource({
        "OFFERED, false, ",
        "PROGRESS, true, 8",
        "PROGRESS, false, 2",
        "RINGING, true, 8",
        "RINGING, false, ",
        "ANSWERED, true, ",
        "ANSWERED, false, "
    })
    void an_event_is_told_h323_with(Event event, boolean inBand, Integer indicator) {
        assertThat(SHIPPED.indicator(event, inBand).value())
                .isEqualTo(indicator == null ? OptionalInt.empty() : OptionalInt.of(indicator));
    }

    @ParameterizedTest
    @CsvSource({
        "180, false, RINGING, false",
        "180, true, RINGING, true",
        "181, false, PROGRESS, false",
        "182, true, PROGRESS, true",
        "183, false, PROGRESS, false",
        "183, true, PROGRESS, true",
        "199, false, PROGRESS, false"
    })
    void a_provisional_response_means(int status, boolean sdp, Event event, boolean inBand) {
        assertThat(SHIPPED.ofSip(status, sdp).value()).isEqualTo(new Meaning(event, inBand));
    }

    @ParameterizedTest
    @CsvSource({"PROGRESS, true, 183", "PROGRESS, false, 183", "RINGING, true, 180"})
    void an_event_is_told_sip_by(Event event, boolean inBand, int status) {
        assertThat(SHIPPED.sipStatus(event, inBand).value()).isEqualTo(status);
    }

    @Test
    void a_peer_may_have_rows_of_its_own() throws BadTable {
        var own =
                own(
                        "q931-progress-to-event.csv",
                        "message,indicator,event,in-band,source\n"
                                + "ALERTING,none,PROGRESS,true,plays at once and says nothing\n");
        var all = Mappings.load(OwnTables.NONE, Map.of("old", new TrunkTables(own, true)));
        var theirs = all.of("old").progress();
        assertThat(theirs.ofQ931(Message.ALERTING, List.of()).value())
                .isEqualTo(new Meaning(Event.PROGRESS, true));
        assertThat(theirs.ofQ931(Message.ALERTING, List.of(2)).value().event())
                .as("the row of the rest")
                .isEqualTo(Event.RINGING);
        assertThat(all.of("other").progress().ofQ931(Message.ALERTING, List.of()).value())
                .isEqualTo(new Meaning(Event.RINGING, false));
    }

    record Wrong(String table, String text, String complaint) {}

    static final List<Wrong> MISTAKES =
            List.of(
                    new Wrong(
                            "event-to-q931-progress.csv",
                            "event,in-band,indicator,source\nPROGRESS,false,,us\n",
                            "own.csv:2: a Progress message must have an indicator"),
                    new Wrong(
                            "event-to-sip-provisional.csv",
                            "event,in-band,sip,source\nANSWERED,*,183,us\n",
                            "own.csv:2: event is ANSWERED, allowed here are"),
                    new Wrong(
                            "event-to-sip-provisional.csv",
                            "event,in-band,sip,source\nRINGING,*,100,us\n",
                            "own.csv:2: sip is 100, allowed are 180 to 199"),
                    new Wrong(
                            "sip-provisional-to-event.csv",
                            "sip,sdp,event,in-band,source\n180,maybe,RINGING,true,us\n",
                            "own.csv:2: sdp is maybe"),
                    new Wrong(
                            "q931-progress-to-event.csv",
                            "message,indicator,event,in-band,source\nCONNECT,8,RINGING,true,us\n",
                            "own.csv:2: message is CONNECT"),
                    new Wrong(
                            "cause-to-h225-reason.csv",
                            "q850,reason,source\n17,nonStandardReason,us\n",
                            "own.csv:2: reason is nonStandardReason, allowed are"),
                    new Wrong(
                            "cause-to-h225-reason.csv",
                            "q850,reason,source\n17,busy,us\n",
                            "own.csv:2: reason is busy"));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void mistakes_have_file_and_line(Wrong c) {
        assertThatThrownBy(() -> Mappings.load(own(c.table(), c.text()), Map.of()))
                .isInstanceOfSatisfying(
                        BadTable.class,
                        bad -> assertThat(bad.problems().getFirst()).startsWith(c.complaint()));
    }

    private static OwnTables own(String table, String text) {
        return new OwnTables(Map.of(table, new OwnTables.Text("own.csv", text)));
    }
}
