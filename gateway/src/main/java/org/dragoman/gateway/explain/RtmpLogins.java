package org.dragoman.gateway.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.Secret;
import org.dragoman.rtmp.RtmpConfig;
import org.dragoman.rtmp.dialect.Connect;
import org.dragoman.rtmp.dialect.Dialect;
import org.dragoman.rtmp.dialect.Wish;
import org.dragoman.rtmp.message.RtmpMessage.Command;
import org.dragoman.rules.Mappings;

/// Who a captured client was for its server: whatever it showed to log in was right, unless the
/// server said that it was not.
final class RtmpLogins implements Accounts {
    private static final String STREAMING = "call"; // the app of programs that stream
    private static final String ANYBODY = "1";
    private static final String REALM = "explain";

    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, RtmpConfig.Stream> streams = new HashMap<>();
    private String dialect = "";
    private String first = "";

    RtmpLogins(RtmpSession session, Mappings mappings) {
        Optional<Dialect> spoken = Optional.empty();
        for (var command : session.commands(true).toList()) {
            if (command.name().equals("connect")) {
                var connect = Connect.of(command);
                spoken = Optional.of(Dialect.of(connect, mappings));
                boolean streaming = connect.app().equals(STREAMING);
                dialect = streaming ? "stream" : spoken.get().name();
                spoken.get().login().ifPresent(this::enter);
            } else if (dialect.equals("stream")) {
                stream(command);
            } else {
                spoken.flatMap(d -> d.read(command))
                        .filter(Wish.LogIn.class::isInstance)
                        .ifPresent(wish -> enter((Wish.LogIn) wish));
            }
        }
        if (session.commands(false).anyMatch(RtmpLogins::isRefusal)) {
            accounts.clear();
            streams.clear();
        }
    }

    private static boolean isRefusal(Command c) {
        var status = ServerWords.signature(c);
        return status.equals("onLogin failure")
                || status.endsWith(".StreamNotFound")
                || status.endsWith(".BadName")
                || c.name().equals("_error") && c.transaction() == 1; // of connect, §7.2.1.1
    }

    private void enter(Wish.LogIn said) {
        if (Account.isNumber(said.number())) {
            first = first.isEmpty() ? said.number() : first;
            enter(said.number(), said.secret());
        }
    }

    private void enter(String number, String secret) {
        accounts.put(
                number,
                new Account(
                        number,
                        Optional.empty(),
                        Secret.of(number, REALM, secret),
                        Set.of(Account.Protocol.RTMP),
                        List.of()));
    }

    /// Which number a stream calls stands in the server's configuration alone.
    private void stream(Command c) {
        var text = c.text(0);
        int mark = text.indexOf("?token=");
        if (mark > 0 && (c.name().equals("publish") || c.name().equals("play"))) {
            enter(ANYBODY, "");
            var token = text.substring(mark + "?token=".length());
            var name = text.substring(0, mark);
            streams.put(name, new RtmpConfig.Stream(token, ANYBODY, "0", false));
        }
    }

    /// Of the client, or {@code stream} for a program that streams; empty before it connected.
    String dialect() {
        return dialect;
    }

    /// The number that the client logged in with first, or the stream; empty where it did not.
    String who() {
        return streams.keySet().stream().findFirst().map(s -> "stream " + s).orElse(first);
    }

    Map<String, RtmpConfig.Stream> streams() {
        return Map.copyOf(streams);
    }

    @Override
    public String realm() {
        return REALM;
    }

    @Override
    public Optional<Account> find(String number) {
        return Optional.ofNullable(accounts.get(number));
    }

    @Override
    public List<Account> all() {
        return List.copyOf(accounts.values());
    }
}
