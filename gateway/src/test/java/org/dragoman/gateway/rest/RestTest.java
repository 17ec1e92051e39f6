package org.dragoman.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestTest {
    private static final InetSocketAddress ANY_PORT =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir private Path temp;
    private StateFolder folder;

    @BeforeEach
    void chooseFolder() {
        folder = new StateFolder(temp.resolve("state"));
    }

    @Test
    void the_command_line_sees_what_the_gateway_has() throws Exception {
        var control = new FakeControl();
        try (var _ = RestServer.start(ANY_PORT, control, List.of(), folder);
                var client = RestClient.open(folder)) {
            assertThat(client.gateway()).isEqualTo(control.gateway());
            assertThat(client.calls()).isEqualTo(control.calls());
            assertThat(client.accounts()).containsExactly(FakeControl.ACCOUNT);
            assertThat(client.call(FakeControl.CALL.id())).contains(FakeControl.CALL);
            assertThat(client.call("ffffffffffff")).isEmpty();
            assertThat(client.hangUp("ffffffffffff")).isFalse();
            assertThat(client.hangUp(FakeControl.CALL.id())).isTrue();
            assertThat(control.hungUp()).containsExactly(FakeControl.CALL.id());
            assertThat(client.record("ffffffffffff", true)).isFalse();
            assertThat(client.record(FakeControl.CALL.id(), true)).isTrue();
            assertThat(client.record(FakeControl.CALL.id(), false)).isTrue();
            assertThat(control.recorded()).containsExactly("0123456789ab on", "0123456789ab off");
        }
    }

    @Test
    void nobody_is_answered_without_the_token() throws Exception {
        try (var server = RestServer.start(ANY_PORT, new FakeControl(), List.of(), folder);
                var http = HttpClient.newHttpClient()) {
            for (var path : new String[] {"/", "/api/v1/calls", "/calls", "/other"}) {
                var request = HttpRequest.newBuilder(URI.create(server.url() + path)).GET().build();
                var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(401);
                assertThat(answer.body()).as(path).isEmpty();
            }
        }
    }

    @Test
    void only_the_owner_can_read_the_token() throws Exception {
        try (var _ = RestServer.start(ANY_PORT, new FakeControl(), List.of(), folder)) {
            assertThat(mode(folder.path())).isEqualTo("rwx------");
            assertThat(mode(folder.path().resolve("rest"))).isEqualTo("rw-------");
        }
    }

    @Test
    void a_gateway_that_ended_leaves_nothing_behind() throws Exception {
        RestServer.start(ANY_PORT, new FakeControl(), List.of(), folder).close();
        assertThat(folder.path()).isEmptyDirectory();
        assertThatThrownBy(() -> RestClient.open(folder))
                .isInstanceOf(RestClient.Unreachable.class)
                .hasMessageStartingWith("No gateway runs here");
    }

    @Test
    void a_gateway_that_was_killed_is_told_from_one_that_runs() throws Exception {
        folder.write(new StateFolder.Access("http://127.0.0.1:9", "token"));
        try (var client = RestClient.open(folder)) {
            assertThatThrownBy(client::calls)
                    .isInstanceOf(RestClient.Unreachable.class)
                    .hasMessageStartingWith("Nobody answers at");
        }
    }

    @Test
    void a_port_in_use_is_said_plainly() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());
            assertThatThrownBy(
                            () -> RestServer.start(address, new FakeControl(), List.of(), folder))
                    .isInstanceOf(BindException.class);
        }
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
