package org.dragoman.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.dragoman.core.call.Cause;
import org.dragoman.core.call.Cause.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// Rows of the operator over those of the program.
class OwnTablesTest {
    private static final OptionalInt NONE = OptionalInt.empty();

    private static OwnTables tables(String name, String text) {
        return new OwnTables(Map.of(name, new OwnTables.Text("own/" + name, text)));
    }

    private static final OwnTables BUSY_IS_21 =
            tables(
                    "sip-status-to-cause.csv",
                    "sip,warning,q850,location,source\n486,*,21,USER,our contract\n");

    @Test
    void a_row_takes_the_place_of_the_one_with_the_same_key() throws BadTable {
        var own = Mappings.load(BUSY_IS_21, Map.of());
        for (var preset : Preset.values()) {
            var mapped = own.causes(preset).causeOfSipStatus(486);
            assertThat(mapped.value().q850()).isEqualTo(21);
            assertThat(mapped.row().file()).isEqualTo("own/sip-status-to-cause.csv");
            assertThat(mapped.row().line()).isEqualTo(2);
            assertThat(mapped.why()).contains("our contract");
        }
        assertThat(own.causes(Preset.RFC3398).causeOfSipStatus(404).value().q850()).isEqualTo(1);
    }

    @Test
    void a_table_in_the_folder_of_a_preset_is_for_that_preset() throws BadTable {
        var own =
                Mappings.load(
                        tables(
                                "asterisk/cause-to-sip-status.csv",
                                "q850,location,sip,source\n17,*,600,our contract\n"),
                        Map.of());
        var busy = Cause.gateway(17);
        assertThat(own.causes(Preset.ASTERISK).sipStatusOf(busy).value()).isEqualTo(600);
        assertThat(own.causes(Preset.RFC3398).sipStatusOf(busy).value()).isEqualTo(486);
    }

    @Test
    void rows_of_a_trunk_go_before_those_of_all() throws BadTable {
        var trunk =
                tables(
                        "sip-status-to-cause.csv",
                        "sip,warning,q850,location,source\n486,*,34,USER,this trunk\n");
        var own = Mappings.load(BUSY_IS_21, Map.of("carrier", new TrunkTables(trunk, true)));
        assertThat(cause(own, 486)).isEqualTo(21);
        assertThat(cause(own.of("carrier"), 486)).isEqualTo(34);
        assertThat(cause(own.of("other"), 486)).isEqualTo(21);
    }

    private static int cause(Mappings mappings, int status) {
        return mappings.causes(Preset.RFC3398).causeOfSipStatus(status).value().q850();
    }

    @Test
    void a_stated_cause_goes_before_the_status_or_behind_it() throws BadTable {
        var own =
                Mappings.load(
                        OwnTables.NONE, Map.of("liar", new TrunkTables(OwnTables.NONE, false)));
        var stated = OptionalInt.of(31);
        var all = own.causes(Preset.RFC3398);
        var liar = own.of("liar").causes(Preset.RFC3398);
        assertThat(all.causeOfSipStatus(486, stated, NONE).value().q850()).isEqualTo(31);
        assertThat(liar.causeOfSipStatus(486, stated, NONE).value().q850()).isEqualTo(17);
        assertThat(all.causeOfRelease(stated, Location.USER, "noBandwidth").value().q850())
                .isEqualTo(31);
        assertThat(liar.causeOfRelease(stated, Location.USER, "noBandwidth").value().q850())
                .isEqualTo(34);
        assertThat(liar.causeOfRelease(stated, Location.USER, "").value().q850())
                .as("where it says nothing else")
                .isEqualTo(31);
    }

    record Wrong(String table, String text, String complaint) {}

    static final List<Wrong> MISTAKES =
            List.of(
                    new Wrong(
                            "causes.csv",
                            "q850,name,source\n17,Busy,us\n17,Occupied,us\n",
                            "own/causes.csv:3: the same key as line 2: 17"),
                    new Wrong(
                            "causes.csv",
                            "q850,name,source\n200,Busy,us\n",
                            "own/causes.csv:2: q850 is 200, allowed are 1 to 127"),
                    new Wrong("causes.csv", "q850,name\n17,Busy\n", "own/causes.csv:1: columns"),
                    new Wrong("causes.csv", "q850,name,source\n17,Busy,\n", "own/causes.csv:2: no"),
                    new Wrong("cause.csv", "q850,name,source\n", "own/cause.csv:1: there is no"),
                    new Wrong(
                            "q1912.5/cause-to-sip-status.csv",
                            "q850,location,sip,source\n",
                            "own/q1912.5/cause-to-sip-status.csv:1: there is no such table"));

    @ParameterizedTest
    @FieldSource("MISTAKES")
    void mistakes_have_file_and_line(Wrong c) {
        assertThatThrownBy(() -> Mappings.load(tables(c.table(), c.text()), Map.of()))
                .isInstanceOfSatisfying(
                        BadTable.class,
                        bad -> assertThat(bad.problems().getFirst()).startsWith(c.complaint()));
    }

    @Test
    void rows_of_a_list_stand_before_those_of_the_program() throws BadTable {
        var own =
                Mappings.load(
                        tables(
                                "codec-to-h245-capability.csv",
                                "codec,parameters,capability,source\nG729,,g729AnnexA,old gateway\n"),
                        Map.of());
        assertThat(own.codecs().h245Rows()).isNotEmpty();
        assertThat(own.numbers()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "messages.csv, false, it cannot be changed",
        "flv-sound-to-codec.csv, false, it cannot be changed",
        "tones.csv, true, the same for all peers",
        "codecs.csv, true, the same for all peers",
        "nothing.csv, false, there is no such table"
    })
    void a_table_that_would_do_nothing_is_refused(String name, boolean peer, String why) {
        var own = tables(name, "a,b\n1,2\n");
        assertThatThrownBy(
                        () ->
                                Mappings.load(
                                        peer ? OwnTables.NONE : own,
                                        peer
                                                ? Map.of("carrier", new TrunkTables(own, true))
                                                : Map.of()))
                .hasMessageContaining("own/" + name + ":1: ")
                .hasMessageContaining(why);
    }
}
