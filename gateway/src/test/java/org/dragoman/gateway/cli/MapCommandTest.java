package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables of the operator as {@code dragoman map} shows them.
class MapCommandTest {
    @TempDir private Path folder;
    private Path config;

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = DragomanCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(arguments);
        return new Outcome(code, out.toString(), err.toString());
    }

    @BeforeEach
    void write() throws IOException {
        table("all", "sip-status-to-cause.csv", "sip,warning,q850,location", "486,*,21,USER");
        table("own", "sip-status-to-cause.csv", "sip,warning,q850,location", "486,*,34,USER");
        table(
                "own",
                "q931-progress-to-event.csv",
                "message,indicator,event,in-band",
                "ALERTING,none,RINGING,true");
        config = folder.resolve("d.yaml");
        Files.writeString(
                config,
                """
                tables: all
                peers:
                  carrier: {protocol: sip, address: 192.0.2.20, tables: own}
                  pbx: {protocol: sip, address: 192.0.2.30}
                """);
    }

    private void table(String name, String file, String columns, String row) throws IOException {
        var of = Files.createDirectories(folder.resolve(name));
        Files.writeString(of.resolve(file), columns + ",source\n" + row + ",agreed\n");
    }

    private String row(String table, String begin, String... more) {
        var arguments = new ArrayList<>(List.of("map", table));
        arguments.addAll(List.of(more));
        var outcome = run(arguments.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        return outcome.out()
                .lines()
                .filter(l -> l.replaceAll(" +", " ").startsWith(begin))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ");
    }

    @Test
    void the_programs_own_without_a_configuration() {
        assertThat(row("causes", "| 486 | * |")).contains("| 17 |").endsWith("RFC 3398 §8.2.6.1 |");
    }

    @Test
    void those_of_all_peers_and_where_they_stand() {
        assertThat(row("causes", "| 486 | * |", "--config", config.toString()))
                .contains("| 21 |")
                .contains("agreed (" + folder.resolve("all/sip-status-to-cause.csv") + ":2)");
        assertThat(row("causes", "| 486 | * |", "--config", config.toString(), "--peer", "pbx"))
                .contains("| 21 |");
    }

    @Test
    void those_of_one_peer_before_those_of_all() {
        assertThat(row("causes", "| 486 | * |", "--config", config.toString(), "--peer", "carrier"))
                .contains("| 34 |")
                .contains("own/sip-status-to-cause.csv:2)");
        assertThat(
                        row(
                                "progress",
                                "| ALERTING | none |",
                                "--config",
                                config.toString(),
                                "--peer",
                                "carrier"))
                .contains("| RINGING | true |")
                .contains("own/q931-progress-to-event.csv:2)");
    }

    @Test
    void a_peer_needs_a_configuration_that_has_it() {
        var without = run("map", "causes", "--peer", "carrier");
        assertThat(without.code()).isNotZero();
        assertThat(without.err()).contains("--config");
        var stranger = run("map", "causes", "--config", config.toString(), "--peer", "nobody");
        assertThat(stranger.code()).isNotZero();
        assertThat(stranger.err()).contains("no peer named nobody");
    }

    @Test
    void a_configuration_with_mistakes_is_told_and_not_shown() throws IOException {
        table("all", "tones.csv", "country,tone,cadence", "xy,hum,425:100");
        var outcome = run("map", "tones", "--config", config.toString());
        assertThat(outcome.code()).isNotZero();
        assertThat(outcome.err()).contains("tones.csv:2: ").contains("tone is hum");
        assertThat(outcome.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"causes", "messages", "progress", "numbers", "elements", "codecs", "tones"})
    void every_table_has_a_source_in_each_row(String table) {
        var outcome = run("map", table);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines().filter(l -> l.startsWith("|")))
                .hasSizeGreaterThan(5)
                .allSatisfy(l -> assertThat(l).doesNotMatch(".*\\| +\\|$"));
    }
}
