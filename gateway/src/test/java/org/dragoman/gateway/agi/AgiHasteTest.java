package org.dragoman.gateway.agi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.dragoman.core.route.CallScript.News;
import org.dragoman.core.testing.FakeAskedCall;
import org.dragoman.media.testing.Eventually;
import org.dragoman.rules.Mappings;
import org.junit.jupiter.api.Test;

/// A script that says line after line and waits for no answer, while a sound is played.
class AgiHasteTest {
    private static final Duration LONG = AgiScript.LONG;
    private static final int LINES = 500;

    private final FakeAskedCall call = new FakeAskedCall(true);
    private final Said said = new Said("STREAM FILE hello 12\n" + "NOOP\n".repeat(LINES));
    private final Heard heard = new Heard();

    /// All lines are there at once.
    private static final class Said extends InputStream {
        private final byte[] text;
        private int at;
        volatile int lines; // taken
        final CompletableFuture<Thread> reader = new CompletableFuture<>();

        Said(String text) {
            this.text = text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            reader.complete(Thread.currentThread());
            if (at == text.length) {
                return -1;
            }
            byte next = text[at++];
            if (next == '\n') {
                lines++;
            }
            return next;
        }

        /// It reads no further for now.
        boolean isLeft() {
            return lines > LINES
                    || reader.isDone() && reader.resultNow().getState() == Thread.State.WAITING;
        }
    }

    private static final class Heard extends OutputStream {
        volatile boolean broken;
        volatile int answers;

        @Override
        public void write(int octet) {
            throw new AssertionError("whole lines are sent");
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            if (broken) {
                throw new IOException("it is gone");
            }
            if (new String(octets, from, length, StandardCharsets.UTF_8).startsWith("200 ")) {
                answers++;
            }
        }
    }

    private AgiConversation conversation() {
        var link =
                new AgiLink(said, heard) {
                    @Override
                    void hangUp() {
                        // nobody does
                    }

                    @Override
                    public void close() {
                        // there is nothing to close
                    }
                };
        var config =
                new AgiConfig(
                        "hasty",
                        URI.create("agi://127.0.0.1/hasty"),
                        LONG,
                        List.of(),
                        Optional.empty(),
                        Map.of("hello", "/sounds/hello.wav"));
        return new AgiConversation(
                config,
                call,
                AgiScript.query(),
                link,
                InstantSource.system(),
                new AgiDatabase(),
                Mappings.load().dialStatuses());
    }

    private void awaitSound() throws InterruptedException {
        assertThat(call.orders().poll(LONG.toSeconds(), TimeUnit.SECONDS)).contains("hello.wav");
        Eventually.isTrue(LONG, said::isLeft);
    }

    @Test
    void is_heard_out_but_not_far_ahead() throws Exception {
        var conversation = conversation();
        var thread = Thread.ofVirtual().start(conversation::run);
        awaitSound();
        assertThat(said.lines).isLessThan(LINES / 2);
        conversation.tell(new News.Played());
        assertThat(thread.join(LONG)).isTrue();
        assertThat(heard.answers).isEqualTo(LINES + 1);
    }

    @Test
    void is_read_no_more_when_it_can_be_told_nothing() throws Exception {
        var conversation = conversation();
        var thread = Thread.ofVirtual().start(conversation::run);
        awaitSound();
        heard.broken = true;
        conversation.tell(new News.Played());
        assertThat(thread.join(LONG)).isTrue();
        assertThat(said.reader.get(LONG.toSeconds(), TimeUnit.SECONDS).join(LONG)).isTrue();
    }
}
