package org.dragoman.tests.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.dragoman.gateway.rest.AskedView;
import org.dragoman.gateway.rest.RestClient;
import org.dragoman.tests.peer.Await;
import org.dragoman.tests.peer.Dragoman;
import org.dragoman.tests.peer.DragomanSettings;
import org.dragoman.tests.peer.DragomanSettings.H323Trunk;
import org.dragoman.tests.peer.DragomanSettings.Route;
import org.dragoman.tests.peer.DragomanSettings.SipTrunk;
import org.dragoman.tests.peer.Loopback;
import org.dragoman.tests.peer.Peers;
import org.dragoman.tests.peer.Tshark;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an operator sees who sits at a terminal: a gateway with a call that rings and one that has
/// ended, asked by the launcher in windows of 80 and 120 columns.
@Timeout(300)
class TerminalTest {
    private static final String NORTH = "carrier-in-the-north";

    private static Dragoman dragoman;
    private static RingingPhone phone;
    private static Path launcher;
    private static String ringing;
    private static String ended;

    @BeforeAll
    static void start() throws Exception {
        Peers.require(Peers.TMUX, Peers.TSHARK);
        var here = Loopback.next();
        var there = Loopback.next();
        phone = new RingingPhone(there, 5060);
        dragoman =
                Dragoman.start(
                        new DragomanSettings(
                                "terminal",
                                here,
                                List.of(
                                        new H323Trunk(
                                                "demo-gateway",
                                                here + ":1721",
                                                true,
                                                true,
                                                "auto")),
                                List.of(
                                        new SipTrunk("demo-phone", here, 5062, "as-called"),
                                        new SipTrunk(NORTH, there, 5060, "as-called")),
                                List.of(new Route("8", 1, NORTH), new Route("", 0, "demo-phone"))));
        launcher = Installed.in(dragoman.folder().resolve("app"));
        try (var terminal = terminal("demo", 100)) {
            // how it sounded is not asked here: that depends on what else the machine does
            assertThat(terminal.shows("dragoman demo"))
                    .anyMatch(line -> line.matches("call [0-9a-f]{12} .* 1001 -> 2002"));
            assertThat(terminal.wrapped()).isEmpty();
        }
        try (var rest = dragoman.rest()) {
            ended =
                    Await.value(
                            Duration.ofSeconds(60),
                            "the end of the demonstration's call",
                            () -> lastEnded(rest));
            var begun = rest.begin("8123456789012", "84951234567");
            ringing = begun.id();
            assertThat(begun.problem()).isEmpty();
        }
    }

    private static Optional<String> lastEnded(RestClient rest) {
        try {
            return rest.asked().stream().findFirst().map(AskedView::call);
        } catch (RestClient.Unreachable e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    static void end() throws RestClient.Unreachable {
        if (dragoman != null) {
            try (var rest = dragoman.rest()) {
                rest.hangUp(ringing);
            }
            dragoman.close();
            phone.close();
        }
    }

    private static Terminal terminal(String name, int columns, String... environment) {
        try {
            var folder = Files.createDirectories(dragoman.folder().resolve(name));
            var all = new LinkedHashMap<String, String>();
            all.put("HOME", folder.toString());
            all.put("JAVA_HOME", System.getProperty("java.home"));
            all.put("DRAGOMAN_STATE", dragoman.folder().resolve("state").toString());
            all.put("PATH", launcher.getParent() + ":" + System.getenv("PATH"));
            for (int i = 0; i < environment.length; i += 2) {
                all.put(environment[i], environment[i + 1]);
            }
            return new Terminal(folder, columns, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final String ROUTE =
            "route explain --from demo-gateway --to 84951234567 --calling 74950000000";

    @ParameterizedTest
    @ValueSource(ints = {80, 120})
    void everything_fits_the_window(int columns) {
        try (var terminal = terminal("fits-" + columns, columns)) {
            terminal.shows(
                    "for w in calls peers 'call "
                            + ended
                            + "' '"
                            + ROUTE
                            + "'; do dragoman $w; done");
            assertThat(terminal.wrapped()).isEmpty();
            assertThat(String.join("\n", terminal.screen()))
                    .contains("CALL  ", ringing, "PEER  ", NORTH)
                    .contains("Setup", "INVITE", "Connect", "200 OK")
                    .contains("becomes 4951234567", "Sent by");
        }
    }

    @Test
    void without_a_command_there_is_a_shell_with_completion_and_history() {
        try (var terminal = terminal("shell", 80)) {
            terminal.type("clear; dragoman");
            terminal.awaits("dragoman>");
            terminal.keys("pee");
            terminal.press("Tab");
            terminal.awaits("dragoman> peer.*");
            terminal.keys(" carr");
            terminal.press("Tab");
            terminal.awaits("dragoman> peer " + NORTH);
            terminal.press("Enter");
            terminal.awaits(ringing + " .*");
            terminal.type("trace --follow");
            terminal.awaits(".*" + ringing + ".* ->( .*)?");
            terminal.press("C-c");
            terminal.awaits(".*Interrupted\\.");
            terminal.press("Up");
            terminal.press("Up");
            terminal.awaits("dragoman> peer " + NORTH + "\\s*");
            terminal.press("C-u");
            terminal.type("nonsense");
            terminal.awaits("Unmatched argument at index 0: 'nonsense'");
            terminal.type("exit");
            terminal.awaits("\\$ ?");
            terminal.type("echo left: $?");
            terminal.awaits("left: 2");
            assertThat(terminal.wrapped()).isEmpty();
        }
    }

    @Test
    void colours_are_for_terminals_and_for_those_who_want_them() {
        var ladder = "dragoman call " + ended + " --ladder";
        try (var terminal = terminal("colours", 100)) {
            assertThat(terminal.coloured(ladder)).contains("\u001b[36m──▶");
            assertThat(terminal.coloured(ladder + " | cat"))
                    .contains("──▶")
                    .doesNotContain("\u001b");
        }
        try (var terminal = terminal("plain", 100, "NO_COLOR", "1")) {
            assertThat(terminal.coloured(ladder)).contains("──▶").doesNotContain("\u001b");
        }
    }

    @Test
    void what_capture_writes_is_read_by_wireshark_without_a_complaint() {
        try (var terminal = terminal("capture", 100)) {
            terminal.shows(
                    "rm -f call.pcapng; dragoman capture --call " + ended + " -o call.pcapng");
            assertThat(terminal.screen())
                    .anyMatch(line -> line.endsWith("messages in call.pcapng."));
            var file = dragoman.folder().resolve("capture").resolve("call.pcapng");
            var tshark = new Tshark(file);
            assertThat(
                            tshark.signalling(
                                    "_ws.malformed || _ws.expert.severity >= 0x800000",
                                    "frame.number",
                                    "_ws.expert.message"))
                    .isEmpty();
            assertThat(tshark.signalling("q931.message_type == 0x05", "frame.number")).hasSize(1);
            assertThat(tshark.signalling("sip.Method == INVITE", "frame.number")).hasSize(1);
            assertThat(tshark.signalling("sip.Status-Code == 200", "frame.number")).isNotEmpty();
            var explained = terminal.shows("dragoman explain call.pcapng");
            assertThat(String.join("\n", explained))
                    .contains("Setup", "INVITE")
                    .contains("ended: 0 (2)");
        }
    }
}
