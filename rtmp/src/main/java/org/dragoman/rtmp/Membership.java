package org.dragoman.rtmp;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.dragoman.core.account.Account;
import org.dragoman.rtmp.dialect.News;
import org.dragoman.rtmp.dialect.Wish;

/// Who a client is: the account it has logged in to, and whether it is called there. On the
/// connection's thread, but for {@link #account}.
final class Membership {
    private final Surroundings around;
    private final RtmpClient client;
    private final InetSocketAddress remote;
    private final String session;
    private volatile Optional<Account> account = Optional.empty();
    private Optional<RtmpDevice> device = Optional.empty();
    private String domain = "";

    /// - {@code session}: names the connection; nobody could guess it.
    Membership(Surroundings around, RtmpClient client, InetSocketAddress remote, String session) {
        this.around = around;
        this.client = client;
        this.remote = remote;
        this.session = session;
    }

    Optional<Account> account() {
        return account;
    }

    /// Whether the client is who it says.
    boolean logIn(Wish.LogIn said) {
        var guard = around.login().guard();
        String number = said.number();
        if (!Account.isNumber(number) || !guard.listensTo(remote.getAddress(), number)) {
            return false;
        }
        var found =
                around.login()
                        .accounts()
                        .find(number)
                        .filter(a -> a.mayUse(Account.Protocol.RTMP))
                        .filter(a -> new Passwords(around.config(), session).isRight(a, said));
        if (found.isEmpty()) {
            guard.wrong(remote.getAddress(), number);
            return false;
        }
        guard.right(remote.getAddress(), number);
        leave();
        account = found;
        int at = said.user().indexOf('@');
        domain = at < 0 ? around.login().accounts().realm() : said.user().substring(at + 1);
        return true;
    }

    /// What a client that has logged in is told.
    Optional<News> welcome() {
        return account.map(a -> new News.LoggedIn(a.number(), a.name().orElse(a.number()), domain));
    }

    /// Answers what a client is told that was logged in.
    Optional<News> logOut() {
        leave();
        Optional<News> farewell = account.map(a -> new News.LoggedOut(a.number(), domain));
        account = Optional.empty();
        return farewell;
    }

    /// From now on the client is called.
    void register() {
        leave();
        device = account.map(this::device).filter(around.registrations()::enter);
    }

    private RtmpDevice device(Account its) {
        boolean one = around.config().severalClients() == RtmpConfig.SeveralClients.NEWEST;
        return new RtmpDevice(
                its.number(),
                "rtmp:" + (one ? its.number() : session),
                client.dialect().name() + " at " + remote.getAddress().getHostAddress(),
                around.timers().instant(),
                client);
    }

    void leave() {
        device.ifPresent(around.registrations()::leave);
        device = Optional.empty();
    }
}
