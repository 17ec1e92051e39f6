package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.rules.Mappings;
import org.dragoman.rules.Preset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders of tables beside the configuration.
class TableReaderTest {
    private static final Mappings MAPPINGS = Mappings.load();

    @TempDir Path folder;

    @BeforeEach
    void tables() throws IOException {
        write("tables/sip-status-to-cause.csv", "486,*,21,USER,our contract");
        write("carrier/rfc3398/sip-status-to-cause.csv", "486,*,34,USER,this carrier");
    }

    private void write(String name, String row) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "sip,warning,q850,location,source\n" + row + "\n");
    }

    private ConfigurationReader.Outcome read(String text) throws IOException {
        var file = folder.resolve("dragoman.yaml");
        Files.writeString(file, text);
        return new ConfigurationReader(MAPPINGS).read(file);
    }

    private static int busy(Mappings mappings) {
        return mappings.causes(Preset.RFC3398).causeOfSipStatus(486).value().q850();
    }

    private static final String PEERS =
            """
            tables: tables
            peers:
              carrier: {protocol: sip, address: 127.0.0.2, tables: carrier}
              other: {protocol: h323, address: 127.0.0.3, cause-source: protocol}
            """;

    @Test
    void tables_hold_for_all_and_for_one() throws IOException {
        var outcome = read(PEERS);
        assertThat(outcome.problems()).isEmpty();
        var mappings = outcome.configuration().tables().over(MAPPINGS);
        assertThat(busy(mappings)).isEqualTo(21);
        assertThat(busy(mappings.of("carrier"))).isEqualTo(34);
        assertThat(busy(mappings.of("other"))).isEqualTo(21);
        assertThat(outcome.configuration().tables().peers().get("other").statedCause()).isFalse();
        assertThat(read(PEERS).configuration().tables())
                .isEqualTo(outcome.configuration().tables());
    }

    @Test
    void without_any_those_of_the_program_hold() throws IOException {
        var outcome = read(PEERS.replaceAll("tables: \\w+|, cause-source: protocol", ""));
        assertThat(outcome.configuration().tables().over(MAPPINGS)).isSameAs(MAPPINGS);
    }

    @Test
    void mistakes_have_file_and_line_wherever_they_are() throws IOException {
        write("tables/sip-status-to-cause.csv", "486,*,210,USER,our contract");
        write("carrier/rfc3398/sip-status-to-cause.csv", "486,*,34,NOBODY,this carrier");
        var problems = read(PEERS).problems().stream().map(Problem::toString).toList();
        assertThat(problems).hasSize(2);
        assertThat(problems)
                .anyMatch(p -> p.contains("sip-status-to-cause.csv:2: q850 is 210"))
                .anyMatch(p -> p.contains("location is NOBODY"));
    }

    @Test
    void a_folder_that_is_not_there_is_a_mistake() throws IOException {
        var problems = read(PEERS.replace("tables: tables", "tables: nowhere")).problems();
        assertThat(problems).singleElement().satisfies(p -> assertThat(p.line()).isEqualTo(1));
        assertThat(List.of(problems.getFirst().toString())).first().asString().contains("nowhere");
    }
}
