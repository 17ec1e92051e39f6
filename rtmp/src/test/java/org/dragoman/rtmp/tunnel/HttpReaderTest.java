package org.dragoman.rtmp.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.dragoman.core.fault.PeerFault;
import org.dragoman.rtmp.tunnel.TunnelRequest.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests as ffmpeg 5.1 and Flash Player send them, in pieces and one behind the other.
class HttpReaderTest {
    /// As ffmpeg 5.1 sent it, taken from its connection.
    private static final String OPEN =
            """
            POST /open/1 HTTP/1.1\r
            User-Agent: Lavf/59.27.100\r
            Accept: */*\r
            Connection: keep-alive\r
            Host: 127.0.0.1:8080\r
            Content-Length: 1\r
            Icy-MetaData: 1\r
            Cache-Control: no-cache\r
            Content-type: application/x-fcs\r
            User-Agent: Shockwave Flash\r
            \r
            \0""";

    private static final String SEND =
            "POST /send/0a1b/17 HTTP/1.1\r\nHost: x\r\ncontent-length: 3\r\n\r\nabc";

    @Test
    void requests_in_pieces_of_every_length_one_behind_the_other() throws PeerFault {
        byte[] all = (OPEN + SEND).getBytes(StandardCharsets.ISO_8859_1);
        for (int size = 1; size <= all.length; size++) {
            var read = new ArrayList<TunnelRequest>();
            var reader = new HttpReader();
            for (int at = 0; at < all.length; at += size) {
                var in = ByteBuffer.wrap(all, at, Math.min(size, all.length - at));
                while (in.hasRemaining()) {
                    reader.take(in).ifPresent(read::add);
                }
            }
            assertThat(read).extracting(TunnelRequest::verb).containsExactly(Verb.OPEN, Verb.SEND);
            var send = read.getLast();
            assertThat(send.session()).isEqualTo("0a1b");
            assertThat(send.number()).isEqualTo(17);
            assertThat(send.body()).asString().isEqualTo("abc");
            assertThat(send.isLast()).isFalse();
        }
    }

    @Test
    void what_is_asked_for_stands_in_the_path() throws PeerFault {
        assertThat(one("POST /fcs/ident2 HTTP/1.1\r\n\r\n").verb()).isEqualTo(Verb.IDENT);
        assertThat(one("POST /idle/a/2 HTTP/1.1\r\n\r\n").verb()).isEqualTo(Verb.IDLE);
        assertThat(one("POST /close/a/3 HTTP/1.0\r\n\r\n").isLast()).isTrue();
        assertThat(one("POST /idle/a/3 HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").isLast())
                .isFalse();
        assertThat(one("POST /idle/a/3 HTTP/1.1\r\nConnection: close\r\n\r\n").isLast()).isTrue();
        for (String path : List.of("/idle/a", "/idle/a/b", "/send/a/1/2", "/", "*", "/x")) {
            assertThat(one("POST " + path + " HTTP/1.1\r\n\r\n").verb()).isEqualTo(Verb.OTHER);
        }
        assertThat(one("GET /open/1 HTTP/1.1\r\n\r\n").verb()).isEqualTo(Verb.OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0003",
                "post /open/1 HTTP/1.1\r\n\r\n",
                "POST /open/1\r\n\r\n",
                "POST /open/1 HTTP/2\r\n\r\n",
                "POST /open/1 HTTP/1.1\r\nnonsense\r\n\r\n",
                "POST /open/1 HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /open/1 HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n",
                "POST /open/1 HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
            })
    void what_is_no_request_of_a_tunnel_ends_the_connection(String text) {
        assertThatThrownBy(() -> one(text)).isInstanceOf(PeerFault.class);
    }

    @Test
    void a_head_without_end_ends_the_connection() {
        assertThatThrownBy(() -> one("POST /" + "x".repeat(9_000)))
                .hasMessageContaining("8192 bytes");
    }

    @Test
    void pauses_grow_while_nothing_is_said_and_end_with_the_first_word() {
        var polling = new Polling();
        assertThat(polling.next(true)).isEqualTo(1);
        var pauses = new ArrayList<Integer>();
        for (int i = 0; i < 70; i++) {
            pauses.add(polling.next(false));
        }
        assertThat(pauses).isSorted().startsWith(1, 1).endsWith(33, 33).contains(3, 5, 9, 17);
        assertThat(polling.next(true)).isEqualTo(1);
    }

    private static TunnelRequest one(String text) throws PeerFault {
        var in = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        return new HttpReader().take(in).orElseThrow();
    }
}
