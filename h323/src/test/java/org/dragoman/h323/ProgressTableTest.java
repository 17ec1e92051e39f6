package org.dragoman.h323;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.h323.Rig.ANYBODY;
import static org.dragoman.h323.Setups.tunnels;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.LegCommand;
import org.dragoman.core.call.LegEvent;
import org.dragoman.h323.H323Behaviour.ReleaseWords;
import org.dragoman.h323.q931.InformationElement.CauseElement;
import org.dragoman.h323.q931.InformationElement.PartyNumber;
import org.dragoman.h323.q931.InformationElement.PartyNumber.Role;
import org.dragoman.h323.q931.InformationElement.ProgressIndicator;
import org.dragoman.h323.q931.MessageType;
import org.dragoman.rules.BadTable;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.OwnTables;
import org.dragoman.rules.TrunkTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls with a peer that has rows of its own for progress and for reasons.
class ProgressTableTest {
    private static final H323Behaviour QUIET =
            H323Behaviour.DEFAULT.with(b -> b.keepAlive = Duration.ZERO);
    private static final String TOLD = "event-to-q931-progress.csv";
    private static final String SAID = "q931-progress-to-event.csv";
    private static final String REASONS = "cause-to-h225-reason.csv";

    /// Tables of the raw peer: name of the file and its rows, in turn.
    private static Mappings own(String... tables) throws BadTable {
        var columns =
                Map.of(
                        TOLD,
                        "event,in-band,indicator,source\n",
                        SAID,
                        "message,indicator,event,in-band,source\n",
                        REASONS,
                        "q850,reason,source\n");
        var files = new HashMap<String, OwnTables.Text>();
        for (int i = 0; i < tables.length; i += 2) {
            var text = columns.get(tables[i]) + tables[i + 1];
            files.put(tables[i], new OwnTables.Text("own/" + tables[i], text));
        }
        return Mappings.load(
                OwnTables.NONE, Map.of("raw", new TrunkTables(new OwnTables(files), true)));
    }

    @Test
    void setup_bears_the_indicator_that_the_table_wants() throws Exception {
        try (var rig = new Rig(QUIET, List.of(), own(TOLD, "OFFERED,*,3,gateways want it\n"))) {
            rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP).message();
                assertThat(setup.first(ProgressIndicator.class))
                        .contains(new ProgressIndicator(0, 3));
            }
        }
    }

    @Test
    void setup_bears_none_as_shipped() throws Exception {
        try (var rig = new Rig(QUIET)) {
            rig.dial();
            try (var peer = rig.door.open()) {
                var setup = peer.hear(MessageType.SETUP).message();
                assertThat(setup.progressIndicators()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'ALERTING,none,PROGRESS,false,us', ALERTING, -1, Progress",
        "'ALERTING,none,PROGRESS,false,us', ALERTING, 2, Ringing",
        "'PROGRESS,8,RINGING,false,us', PROGRESS, 8, Ringing",
        "'CALL_PROCEEDING,*,RINGING,false,us', CALL_PROCEEDING, -1, Ringing"
    })
    void what_a_peer_says_means_what_its_table_says(
            String row, MessageType said, int indicator, String event) throws Exception {
        try (var rig = new Rig(QUIET, List.of(), own(SAID, row + "\n"))) {
            var leg = rig.dial();
            try (var peer = rig.door.open()) {
                peer.hear(MessageType.SETUP);
                if (indicator < 0) {
                    peer.send(said, tunnels());
                } else {
                    peer.send(said, tunnels(), new ProgressIndicator(0, indicator));
                }
                if (said == MessageType.CALL_PROCEEDING) {
                    leg.sees(LegEvent.Proceeding.class);
                }
                assertThat(leg.sees(kind(event))).isNotNull();
            }
        }
    }

    private static Class<? extends LegEvent> kind(String event) {
        return event.equals("Ringing") ? LegEvent.Ringing.class : LegEvent.Progress.class;
    }

    @Test
    void a_caller_is_told_the_indicators_of_its_table() throws Exception {
        var mappings =
                own(
                        TOLD,
                        "PROGRESS,false,1,us\nRINGING,false,2,us\nANSWERED,*,1,us\nRINGING,true,1,us\n");
        try (var rig = new Rig(QUIET, ANYBODY, mappings);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels(), called());
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Progress(false, Optional.empty(), Optional.empty()));
            assertThat(indicators(peer, MessageType.PROGRESS)).containsExactly(1);
            leg.does(new LegCommand.Ring(false, Optional.empty()));
            assertThat(indicators(peer, MessageType.ALERTING)).containsExactly(2);
            leg.does(new LegCommand.Answer(Optional.of(Rig.G711), Optional.empty()));
            assertThat(indicators(peer, MessageType.CONNECT)).containsExactly(1);
        }
    }

    private static List<Integer> indicators(RawPeer peer, MessageType type) throws Exception {
        var heard = peer.hear();
        while (heard.type() != type) {
            heard = peer.hear();
        }
        return heard.message().progressIndicators();
    }

    private static PartyNumber called() {
        return new PartyNumber(Role.CALLED, 0, 1, Optional.empty(), OptionalInt.empty(), "1");
    }

    @ParameterizedTest
    @CsvSource({
        "CAUSE, true, ",
        "REASON, false, inConf",
        "BOTH, true, inConf",
    })
    void a_release_says_why_in_the_words_that_the_peer_knows(
            ReleaseWords words, boolean cause, String reason) throws Exception {
        var behaviour = QUIET.with(b -> b.release = words);
        try (var rig = new Rig(behaviour, ANYBODY);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels(), called());
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Release(Cause.gateway(17)));
            var last = peer.hear(MessageType.RELEASE_COMPLETE);
            assertThat(last.message().cause().map(CauseElement::value))
                    .isEqualTo(cause ? Optional.of(17) : Optional.empty());
            assertThat(last.info().reason()).isEqualTo(Optional.ofNullable(reason));
        }
    }

    @Test
    void the_reason_is_that_of_the_peers_table() throws Exception {
        var behaviour = QUIET.with(b -> b.release = ReleaseWords.REASON);
        var mappings = own(REASONS, "17,adaptiveBusy,our contract\n");
        try (var rig = new Rig(behaviour, ANYBODY, mappings);
                var peer = rig.call()) {
            peer.send(MessageType.SETUP, tunnels(), called());
            var leg = rig.arrival();
            leg.sees(LegEvent.Offered.class);
            leg.does(new LegCommand.Release(Cause.gateway(17)));
            assertThat(peer.hear(MessageType.RELEASE_COMPLETE).info().reason())
                    .contains("adaptiveBusy");
        }
    }
}
