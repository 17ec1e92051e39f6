package org.dragoman.gateway.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line makes of answers that are none.
@Timeout(60)
class LocalLinkTest {
    @TempDir private Path temp;

    /// Answers the first request with these octets and goes.
    private ServerSocketChannel answering(byte[] octets) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(temp.resolve("s")));
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (var visitor = server.accept()) {
                                visitor.read(ByteBuffer.allocate(100));
                                visitor.write(ByteBuffer.wrap(octets));
                            } catch (IOException gone) {
                                assertThat(server.isOpen()).isFalse();
                            }
                        });
        return server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "200", "20 {}\n", "hello\n", "200 {\n", "200 [1]\n", "200 null\n"})
    void is_told_in_a_sentence(String answer) throws Exception {
        try (var _ = answering(answer.getBytes(UTF_8));
                var client = RestClient.local(temp.resolve("s"))) {
            assertThatThrownBy(client::calls).isInstanceOf(RestClient.Unreachable.class);
        }
    }

    @Test
    void random_answers_are_told_in_a_sentence_too() throws Exception {
        var random = new Random(1_603);
        for (int i = 0; i < 200; i++) {
            var octets = new byte[random.nextInt(50)];
            random.nextBytes(octets);
            try (var _ = answering(octets);
                    var client = RestClient.local(temp.resolve("s"))) {
                assertThatThrownBy(client::gateway).isInstanceOf(RestClient.Unreachable.class);
            }
            java.nio.file.Files.delete(temp.resolve("s"));
        }
    }
}
