package org.dragoman.sip.registrar;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Accounts;
import org.dragoman.core.account.LoginGuard;
import org.dragoman.core.account.Secret;
import org.dragoman.sip.message.DigestCredentials;
import org.dragoman.sip.message.SipRequest;
import org.dragoman.sip.message.SipResponse;
import org.dragoman.sip.message.SipUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Finds out which account a request is of, by digest. Safe from any thread.
///
/// - Source: RFC 3261 §22.1, §22.2; RFC 7616; RFC 8760 §2.3 for several challenges.
public final class Authentication {
    private static final Logger LOG = LoggerFactory.getLogger(Authentication.class);

    private final Accounts accounts;
    private final LoginGuard guard;
    private final List<DigestAlgorithm> algorithms;
    // JsSIP 3.13 and SIP.js 0.21 look at the last challenge alone, and know only MD5
    private final List<DigestAlgorithm> forBrowsers;
    private final Askers askers = new Askers();
    private final Nonces nonces;
    private final Secret nobody;

    /// What came of it.
    public sealed interface Verdict {
        /// It is of this account.
        record Proven(Account account) implements Verdict {}

        /// It is nobody's yet; this is the answer.
        record Answer(SipResponse response) implements Verdict {}
    }

    /// - {@code algorithms}: that are offered, the one liked best first.
    /// - {@code random}: cannot be guessed.
    public Authentication(
            Accounts accounts,
            LoginGuard guard,
            List<DigestAlgorithm> algorithms,
            InstantSource time,
            RandomGenerator random) {
        this.accounts = accounts;
        this.guard = guard;
        this.algorithms = List.copyOf(algorithms);
        this.forBrowsers =
                Stream.concat(
                                this.algorithms.stream().filter(a -> a != DigestAlgorithm.MD5),
                                this.algorithms.stream().filter(a -> a == DigestAlgorithm.MD5))
                        .toList();
        this.nonces = new Nonces(time, random);
        this.nobody = Secret.of("nobody", "nowhere", Long.toHexString(random.nextLong()));
    }

    /// Whether a request says, truly or not, that it is of one of our accounts.
    public boolean isClaimed(SipRequest request) {
        return credentials(request).isPresent();
    }

    private Optional<DigestCredentials> credentials(SipRequest request) {
        return request.headers().all().stream()
                .filter(
                        h ->
                                h.name().equalsIgnoreCase("Authorization")
                                        || h.name().equalsIgnoreCase("Proxy-Authorization"))
                .flatMap(h -> DigestCredentials.parse(h.value()).stream())
                .filter(c -> c.realm().equals(accounts.realm()))
                .findFirst();
    }

    /// Judges a request.
    ///
    /// - {@code address}: where it came from.
    /// - {@code by}: how it came.
    /// - {@code tag}: ours, for an answer.
    public Verdict judge(SipRequest request, InetAddress address, Account.Protocol by, String tag) {
        var given = credentials(request);
        var client = new Askers.Client(address, request.from().uri());
        if (given.isEmpty()) {
            return challenge(false, offered(by, askers.asked(client)), tag);
        }
        askers.answered(client);
        var offered = offered(by, askers.isSimple(client));
        var name = given.get().username();
        if (!guard.listensTo(address, name)) {
            return new Verdict.Answer(SipResponse.of(403, tag));
        }
        if (!isMeant(given.get(), request)) {
            return new Verdict.Answer(SipResponse.of(400, tag)); // RFC 7616 §3.4.6
        }
        var account = accounts.find(name).filter(a -> a.secret().realm().equals(accounts.realm()));
        boolean right = isRight(account.map(Account::secret).orElse(nobody), given.get(), request);
        if (account.isEmpty() || !right) {
            if (guard.wrong(address, name)) {
                LOG.atWarn()
                        .addKeyValue("event", "account.login_barred")
                        .addKeyValue("source", address.getHostAddress())
                        .log("too many wrong passwords: not listened to for a while");
            }
            return challenge(false, offered, tag);
        }
        if (!nonces.use(given.get().nonce(), given.get().uses())) {
            return challenge(true, offered, tag);
        }
        guard.right(address, name);
        return account.get().mayUse(by)
                ? new Verdict.Proven(account.get())
                : new Verdict.Answer(SipResponse.of(403, tag));
    }

    // whoever it is, the hashes are made: the time it takes tells nobody which accounts there are
    private boolean isRight(Secret secret, DigestCredentials given, SipRequest request) {
        var algorithm = DigestAlgorithm.named(given.algorithm()).filter(algorithms::contains);
        if (algorithm.isEmpty() || !given.qop().isEmpty() && !given.qop().equals("auth")) {
            return false;
        }
        var expected = algorithm.get().response(secret, request.method(), given);
        return MessageDigest.isEqual(bytes(expected), bytes(given.response()));
    }

    // the address in the credentials is that of the request, as far as both say who is meant
    private static boolean isMeant(DigestCredentials given, SipRequest request) {
        if (given.uri().equals(request.uri())) {
            return true;
        }
        var one = SipUri.parse(given.uri());
        var other = SipUri.parse(request.uri());
        return one.isPresent()
                && other.isPresent()
                && one.get().user().equals(other.get().user())
                && one.get().host().equalsIgnoreCase(other.get().host());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<DigestAlgorithm> offered(Account.Protocol by, boolean simple) {
        if (simple && algorithms.contains(DigestAlgorithm.MD5)) {
            return List.of(DigestAlgorithm.MD5);
        }
        return by == Account.Protocol.WEBRTC ? forBrowsers : algorithms;
    }

    // one challenge for each algorithm, the best first: RFC 8760 §2.3. Each has its nonce, since a
    // client may answer any of them
    private Verdict challenge(boolean stale, List<DigestAlgorithm> offered, String tag) {
        var response = SipResponse.of(401, tag);
        for (var algorithm : offered) {
            response =
                    response.with(
                            "WWW-Authenticate",
                            "Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\"%s"
                                    .formatted(
                                            accounts.realm(),
                                            nonces.make(),
                                            algorithm.token(),
                                            stale ? ", stale=true" : ""));
        }
        return new Verdict.Answer(response);
    }
}
