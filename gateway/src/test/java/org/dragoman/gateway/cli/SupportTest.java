package org.dragoman.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.dragoman.gateway.rest.FakeControl;
import org.dragoman.gateway.rest.LocalDoor;
import org.dragoman.gateway.rest.StateFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// {@code dragoman support}: what helps is in it, and no secret of any kind.
class SupportTest {
    private static final String SECRET = "pl4nted";

    /// Each has {@link #SECRET} in it.
    private static final String CONFIGURATION =
            """
            # a comment that helps
            rest:
              tokens:
                crm: {hash: "pl4nted0000000000000000000000000000000000000000000000000000000000", scopes: [read]}
            web:
              listen: https 127.0.0.1:8443
              guests:
                token-secret: "pl4nted, with a comma and 'quotes'"
            webrtc:
              servers: ["stun:stun.example.com", "turn:turn.example.com?transport=tcp user pl4nted-turn"]
            route-services:
              lcr: {url: "https://me:pl4nted@rates.example/route", token: pl4nted.token}
            peers:
              carrier:
                protocol: sip
                address: 192.0.2.7
                user: me
                password: |
                  pl4nted-first-line
                  pl4nted-second-line
            """;

    private static final String LOG =
            """
            12:00 event=call.offered from=carrier
            Authorization: Digest username="me", realm="x", response="00112233445566778899pl4nted"
            Proxy-Authorization: Basic pl4nted
            GET /api/v1/calls?access_token=pl4nted&x=1
            {"user":"me","password":"pl4nted \\" more","number":"1001"}
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:pl4ntedpl4ntedpl4ntedpl4ntedpl4nted12345
            a=ice-pwd:pl4ntedpl4ntedpl4ntedpl4nted
            curl -H 'authorization: Bearer pl4nted-token'
            the word pl4nted-second-line stands here alone
            -----BEGIN EC PRIVATE KEY-----
            pl4ntedMHcCAQEEIA
            -----END EC PRIVATE KEY-----
            postgresql://records:pl4nted@db.example/calls
            12:01 event=call.ended cause=16
            """;

    @TempDir private Path temp;

    private String run(int code, String... words) {
        var said = new StringWriter();
        var out = new PrintWriter(said, true);
        assertThat(DragomanCommand.commandLine().setOut(out).setErr(out).execute(words))
                .as(said.toString())
                .isEqualTo(code);
        return said.toString();
    }

    private static Map<String, String> texts(Path file) throws IOException {
        var all = new TreeMap<String, String>();
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (var e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                all.put(e.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return all;
    }

    @Test
    void what_helps_is_in_it_and_no_secret() throws IOException {
        var config = Files.writeString(temp.resolve("dragoman.yaml"), CONFIGURATION);
        var log = Files.writeString(temp.resolve("log"), LOG);
        var file = temp.resolve("support.zip");
        var state = temp.resolve("state");
        try (var _ = LocalDoor.open(new StateFolder(state).socket(), new FakeControl())) {
            assertThat(
                            run(
                                    0,
                                    "support",
                                    file.toString(),
                                    "--config",
                                    config.toString(),
                                    "--log",
                                    log.toString(),
                                    "--state",
                                    state.toString()))
                    .contains("Secrets are taken out");
        }
        var texts = texts(file);
        assertThat(texts.keySet())
                .contains(
                        "versions.txt",
                        "dragoman.yaml",
                        "doctor.txt",
                        "machine.txt",
                        "log.txt",
                        "stats.txt",
                        "peers.txt",
                        "calls/" + FakeControl.CALL.id() + ".txt");
        assertThat(texts).allSatisfy((_, text) -> assertThat(text).doesNotContain(SECRET));
        assertThat(texts.get("dragoman.yaml"))
                .contains(
                        "# a comment that helps",
                        "stun:stun.example.com",
                        "turn:turn.example.com?transport=tcp",
                        "address: 192.0.2.7",
                        "rates.example/route");
        assertThat(texts.get("log.txt"))
                .contains(
                        "event=call.offered from=carrier",
                        "x=1",
                        "\"number\":\"1001\"",
                        "db.example/calls",
                        "event=call.ended cause=16");
        assertThat(texts.get("calls/" + FakeControl.CALL.id() + ".txt")).contains("Setup");
    }

    @Test
    void it_goes_over_no_other_file() throws IOException {
        var file = Files.writeString(temp.resolve("x.zip"), "mine");
        var state = temp.resolve("state").toString();
        assertThat(run(2, "support", file.toString(), "--log", file.toString(), "--state", state))
                .contains("is there already");
        assertThat(file).hasContent("mine");
    }
}
