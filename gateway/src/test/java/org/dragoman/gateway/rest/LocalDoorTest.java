package org.dragoman.gateway.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command line of this machine comes in by a socket: what it may ask, who may use it, and what
/// is said where nobody answers.
@Timeout(60)
class LocalDoorTest {
    private static final String KNOWN = FakeControl.CALL.id();

    private final FakeControl control = new FakeControl();
    @TempDir private Path temp;
    private StateFolder folder;

    @BeforeEach
    void chooseFolder() {
        folder = new StateFolder(temp.resolve("state"));
    }

    private LocalDoor open() throws IOException {
        return LocalDoor.open(folder.socket(), control);
    }

    @Test
    void the_command_line_asks_and_orders_all_there_is_without_a_token() throws Exception {
        try (var _ = open();
                var client = RestClient.open(folder)) {
            assertThat(client.gateway()).isEqualTo(control.gateway());
            assertThat(client.calls()).isEqualTo(control.calls());
            assertThat(client.accounts()).containsExactly(FakeControl.ACCOUNT);
            assertThat(client.asked()).isEqualTo(control.asked());
            assertThat(client.call(KNOWN)).contains(FakeControl.CALL);
            assertThat(client.call("ffffffffffff")).isEmpty();
            assertThat(client.wire(KNOWN).orElseThrow()).isNotEmpty();
            assertThat(client.begin("1001", "+74951234567").id()).isEqualTo(KNOWN);
            assertThat(client.begin("", "2").problem()).startsWith("from: It must be");
            assertThat(client.record(KNOWN, true)).isTrue();
            assertThat(client.hangUp("ffffffffffff")).isFalse();
            assertThat(client.hangUp(KNOWN)).isTrue();
            assertThat(control.hungUp()).containsExactly(KNOWN);
            var question =
                    new RouteQuestion("100", "84951234567", Optional.empty(), Optional.empty());
            assertThat(client.explain(question).orElseThrow().why()).isEqualTo("national");
        }
    }

    @Test
    void its_owner_alone_may_use_it_and_nothing_is_left_behind() throws Exception {
        try (var door = open()) {
            assertThat(door.place()).isEqualTo(folder.socket());
            assertThat(mode(folder.path())).isEqualTo("rwx------");
            assertThat(mode(folder.socket())).isEqualTo("rw-------");
            assertThat(folder.path()).isDirectoryContaining(f -> f.equals(folder.socket()));
        }
        assertThat(folder.path()).isEmptyDirectory();
        assertThatThrownBy(() -> RestClient.open(folder))
                .isInstanceOf(RestClient.Unreachable.class)
                .hasMessageStartingWith("No gateway runs here");
    }

    @Test
    void a_socket_that_a_killed_gateway_left_is_told_and_gives_way() throws Exception {
        Files.createDirectories(folder.path());
        try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(folder.socket()));
        }
        assertThatThrownBy(() -> RestClient.open(folder))
                .isInstanceOf(RestClient.Unreachable.class)
                .hasMessageStartingWith("No gateway runs here: nobody answers at");
        try (var _ = open();
                var client = RestClient.open(folder)) {
            assertThat(client.calls()).hasSize(1);
        }
    }

    @Test
    void the_later_of_two_gateways_is_asked_and_the_earlier_one_does_not_take_it_away()
            throws Exception {
        var later = new FakeControl();
        var first = open();
        try (var _ = LocalDoor.open(folder.socket(), later)) {
            first.close();
            try (var client = RestClient.open(folder)) {
                client.hangUp(KNOWN);
            }
        }
        assertThat(later.hungUp()).containsExactly(KNOWN);
        assertThat(control.hungUp()).isEmpty();
        assertThat(folder.path()).isEmptyDirectory();
    }

    @Test
    void a_path_that_is_too_long_for_a_socket_is_refused() {
        var place = temp.resolve("x".repeat(120));
        assertThatThrownBy(() -> LocalDoor.open(place, control)).isInstanceOf(IOException.class);
        assertThat(temp).isEmptyDirectory();
    }

    @Test
    void a_gateway_that_ends_while_it_is_asked_is_told() throws Exception {
        var door = open();
        try (var client = RestClient.open(folder)) {
            assertThat(client.calls()).hasSize(1);
            door.close();
            assertThatThrownBy(client::calls)
                    .isInstanceOf(RestClient.Unreachable.class)
                    .hasMessageContaining("is it still running?");
        }
    }

    @Test
    void events_are_told_as_they_happen_until_the_gateway_ends() throws Exception {
        var told = new LinkedBlockingQueue<EventView>();
        var door = open();
        var end =
                CompletableFuture.supplyAsync(
                        () -> {
                            try (var client = RestClient.open(folder)) {
                                client.follow(told::add);
                                return "";
                            } catch (RestClient.Unreachable e) {
                                return String.valueOf(e.getMessage());
                            }
                        });
        var event = new EventView("answered", KNOWN, "2026-01-02T03:04:05Z", "1", "2", 0, "");
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (control.followers().isEmpty()) {
            assertThat(end).isNotDone();
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
        control.followers().getFirst().accept(event);
        assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(event);
        door.close();
        assertThat(end.get(30, TimeUnit.SECONDS)).contains("has ended");
    }

    @Test
    void more_visitors_than_there_is_room_for_are_turned_away() throws Exception {
        try (var _ = open()) {
            var inside = new java.util.ArrayList<SocketChannel>();
            try {
                for (int i = 0; i < 64; i++) {
                    var visitor = SocketChannel.open(UnixDomainSocketAddress.of(folder.socket()));
                    inside.add(visitor);
                    assertThat(asked(visitor, "GET /gateway")).startsWith("200 {");
                }
                try (var late = SocketChannel.open(UnixDomainSocketAddress.of(folder.socket()))) {
                    assertThat(late.read(ByteBuffer.allocate(1))).isEqualTo(-1);
                }
            } finally {
                for (var visitor : inside) {
                    visitor.close();
                }
            }
        }
    }

    private static String asked(SocketChannel visitor, String line) throws IOException {
        visitor.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
        return new BufferedReader(Channels.newReader(visitor, UTF_8)).readLine();
    }

    @Test
    void what_is_no_request_is_answered_too() throws Exception {
        assertThat(visit("GET /none\nnonsense\n\nGET /calls/a/b\nPOST /calls {\nDELETE /calls\n"))
                .hasSize(6)
                .allMatch(line -> line.matches("(404|400) \\{\"error\":.*"));
        assertThat(visit("GET /" + "x".repeat(20_000) + "\nGET /calls\n"))
                .singleElement()
                .asString()
                .startsWith("413 ");
        assertThat(visit("GET /calls")).as("no end of line").isEmpty();
        assertThat(visit("GET /calls\r\n")).hasSize(1);
    }

    @Test
    void random_requests_get_a_status_each() throws Exception {
        var random = new Random(1_602);
        var begins = List.of("GET /calls/", "POST /calls {\"from\":", "", "PUT /", "GET /routes");
        var statuses = new ObjectMapper();
        for (int i = 0; i < 3_000; i++) {
            var bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            var more = new String(bytes, UTF_8).replace("\n", "").replace("/events", "");
            for (var line : visit(begins.get(random.nextInt(begins.size())) + more + "\n")) {
                assertThat(line).matches("[2-5][0-9]{2}( \\{.*|  ?\\[.*)?");
                if (line.length() > 4) {
                    assertThat(statuses.readTree(line.substring(4))).isNotNull();
                }
            }
        }
    }

    private List<String> visit(String said) throws Exception {
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(said.getBytes(UTF_8));
        new LocalVisit(in, out, new LocalVisit.Answers(control)).serve();
        return out.toString(UTF_8).lines().toList();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
