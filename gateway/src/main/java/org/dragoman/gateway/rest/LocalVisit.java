package org.dragoman.gateway.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/// One connection of a command line of this machine. It sends lines such as {@code GET /calls} and
/// {@code POST /calls {"from": "1001", "to": "1002"}}: method, path of {@link RestApi}, and JSON
/// where there is a body. Each is answered with a line: the status, and JSON where there is one.
/// After {@code GET /events} each event is such a line, and a status alone shows that we are here.
final class LocalVisit {
    private static final int REQUEST = 16 * 1024; // octets of a line
    private static final ErrorView TOO_LONG = new ErrorView("A request is one line of 16 KiB.");

    /// What all visits share.
    record Answers(GatewayControl control, EventStream events, ObjectMapper json) {
        Answers(GatewayControl control) {
            this(control, new EventStream(control), new ObjectMapper());
        }
    }

    private final Answers answers;
    private final InputStream in;
    private final OutputStream out;

    LocalVisit(SocketChannel visitor, Answers answers) {
        this(Channels.newInputStream(visitor), Channels.newOutputStream(visitor), answers);
    }

    LocalVisit(InputStream in, OutputStream out, Answers answers) {
        this.in = new BufferedInputStream(in);
        this.out = new BufferedOutputStream(out);
        this.answers = answers;
    }

    /// Answers until the visitor leaves.
    void serve() throws IOException, InterruptedException {
        for (var line = line(); line.isPresent(); line = line()) {
            if (line.get().equals("GET " + RestApi.EVENTS)) {
                tellEvents();
                return;
            }
            send(reply(line.get()));
            out.flush();
        }
    }

    /// Nothing at the end, or where the line is too long: then it was told so.
    private Optional<String> line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                return Optional.of(line.toString(UTF_8).strip());
            }
            if (line.size() == REQUEST) {
                send(new Reply(413, Optional.of(TOO_LONG)));
                out.flush();
                return Optional.empty();
            }
            line.write(octet);
        }
        return Optional.empty();
    }

    private Reply reply(String line) {
        var words = line.split(" ", 3);
        if (words.length >= 2) {
            int mark = words[1].indexOf('?');
            var path = mark < 0 ? words[1] : words[1].substring(0, mark);
            var query = mark < 0 ? "" : words[1].substring(mark + 1);
            for (var operation : RestApi.OPERATIONS) {
                var id = operation.idIn(path);
                if (operation.method().equals(words[0]) && id.isPresent()) {
                    var body = words.length == 3 ? words[2] : "";
                    return operation.isQuery()
                            ? operation.asked(answers.control(), id.get(), query)
                            : operation.reply(answers.control(), id.get(), body.getBytes(UTF_8));
                }
            }
        }
        return Reply.missing(ErrorView.NOTHING);
    }

    private void tellEvents() throws IOException, InterruptedException {
        boolean heard =
                answers.events()
                        .tell(
                                () ->
                                        new EventStream.Listener() {
                                            @Override
                                            public void take(EventView event) throws IOException {
                                                send(Reply.ok(event));
                                            }

                                            @Override
                                            public void weAreHere() throws IOException {
                                                send(new Reply(200, Optional.empty()));
                                            }

                                            @Override
                                            public void flush() throws IOException {
                                                out.flush();
                                            }

                                            @Override
                                            public void close() throws IOException {
                                                out.flush();
                                            }
                                        });
        if (!heard) {
            send(new Reply(503, Optional.empty()));
            out.flush();
        }
    }

    private void send(Reply reply) throws IOException {
        out.write(Integer.toString(reply.status()).getBytes(UTF_8));
        if (reply.body().isPresent()) {
            out.write(' ');
            out.write(answers.json().writeValueAsBytes(reply.body().get()));
        }
        out.write('\n');
    }
}
