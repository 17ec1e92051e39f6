package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.dragoman.gateway.rest.FakeControl;
import org.dragoman.gateway.rest.LocalDoor;
import org.dragoman.gateway.rest.StateFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// With {@code --json} every command that has something to say says it in one line of JSON.
class JsonTest {
    private static final String ID = FakeControl.CALL.id();

    /// These say nothing, or say what is no data: a script, a log, other commands.
    private static final Set<String> WITHOUT =
            Set.of(
                    "dragoman",
                    "dragoman run",
                    "dragoman prepare",
                    "dragoman completion",
                    "dragoman account",
                    "dragoman map",
                    "dragoman route");

    @TempDir private Path temp;

    private JsonNode json(int code, String... arguments) throws Exception {
        var out = new StringWriter();
        var err = new StringWriter();
        var line = DragomanCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        var all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--json");
        assertThat(line.execute(all.toArray(String[]::new))).as(err.toString()).isEqualTo(code);
        assertThat(out.toString()).hasLineCount(1);
        return new ObjectMapper().readTree(out.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "calls|/0/id|0123456789ab",
                "call ID|/from|1001",
                "call ID --raw|/0/name|Setup",
                "trace|/event|Talking",
                "peers|/0/name|phone",
                "stats|/totals/offered|12",
                "stats|/records/written|21",
                "peer phone|/0/id|0123456789ab",
                "drain|/callsLeft|1",
                "drain --wait 2|/callsLeft|0",
                "drain --end|/draining|false",
                "hangup ID|/order|hangup",
                "transfer ID --to 3003|/order|transfer",
                "call make --from 1 --to 2|/call|0123456789ab",
                "call hold ID|/order|hold",
                "call hold ID --off|/order|resume",
                "record ID|/order|record",
                "record ID --stop|/order|stop-recording",
                "route explain --from 100 --to 84951234567|/why|national",
                "capture --call ID -o TEMP/call.pcapng|/messages|2"
            })
    void of_a_running_gateway(String words, String where, String what) throws Exception {
        var state = temp.resolve("state");
        try (var _ = LocalDoor.open(new StateFolder(state).socket(), new FakeControl())) {
            var command = words.replace("ID", ID).replace("TEMP", temp.toString()).split(" ");
            var all = new ArrayList<>(Arrays.asList(command));
            all.addAll(List.of("--state", state.toString()));
            assertThat(json(0, all.toArray(String[]::new)).at(where).asText()).isEqualTo(what);
        }
    }

    @Test
    void of_what_needs_no_gateway() throws Exception {
        var config = temp.resolve("d.yaml");
        Files.writeString(config, "accounts: {file: '" + temp.resolve("a.yaml") + "'}\n");
        var file = config.toString();
        var state = temp.resolve("state").toString();
        assertThat(json(0, "version").get("java").asText()).startsWith("25");
        assertThat(json(0, "check", file).get("problems")).isEmpty();
        assertThat(json(0, "map", "causes").get(0).get("headings").get(0).asText())
                .isEqualTo("SIP");
        assertThat(json(0, "map", "codecs")).hasSize(4);
        assertThat(json(0, "map", "messages").get(0).get("rows")).isNotEmpty();
        assertThat(json(0, "token", "crm", "--days", "3").get("expires").asText()).isNotEmpty();
        var added = json(0, "account", "add", "1001", "--generate-password", "--config", file);
        assertThat(added.get("password").asText()).isNotEmpty();
        var listed = json(0, "account", "list", "--config", file, "--state", state);
        assertThat(listed.get(0).get("number").asText()).isEqualTo("1001");
        var set = json(0, "account", "set", "1001", "--name", "Anna", "--config", file);
        assertThat(set.get("change").asText()).isEqualTo("changed");
        var removed = json(0, "account", "remove", "1001", "--config", file);
        assertThat(removed.get("change").asText()).isEqualTo("removed");
        var hash = json(0, "account", "hash", "1001", "--generate-password", "--config", file);
        assertThat(hash.get("lines").asText()).contains("number: '1001'");
        Files.writeString(config, "nonsense: 1\n");
        assertThat(json(1, "check", file).get("problems").get(0).get("line").asInt()).isEqualTo(1);
    }

    @Test
    void a_reload_that_was_refused() throws Exception {
        var state = temp.resolve("state");
        try (var _ = LocalDoor.open(new StateFolder(state).socket(), new FakeControl())) {
            var said = json(1, "reload", "--state", state.toString());
            assertThat(said.get("taken").asBoolean()).isFalse();
        }
    }

    @Test
    void no_command_is_forgotten() {
        check(DragomanCommand.commandLine());
    }

    private static void check(CommandLine line) {
        var spec = line.getCommandSpec();
        assertThat(spec.findOption("--json") == null)
                .as(spec.qualifiedName())
                .isEqualTo(WITHOUT.contains(spec.qualifiedName()));
        line.getSubcommands().values().forEach(JsonTest::check);
    }
}
