package org.dragoman.gateway.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dragoman.core.account.Account;
import org.dragoman.core.account.Account.Protocol;
import org.dragoman.core.account.Secret;
import org.dragoman.core.call.CodecPolicy;
import org.dragoman.core.media.Codec;
import org.dragoman.core.route.NumberPattern;
import org.dragoman.gateway.account.AccountConfig;
import org.dragoman.gateway.account.AccountFile;
import org.dragoman.rules.CodecTable;
import org.dragoman.sip.PhonePolicy;
import org.dragoman.sip.RegistrarConfig;
import org.dragoman.sip.TlsConfig;
import org.dragoman.sip.registrar.DigestAlgorithm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads who may log in: a section of the configuration, and the file of {@code dragoman account},
/// whose items are written alike.
public final class AccountReader {
    private static final Logger LOGGER = LoggerFactory.getLogger(AccountReader.class);
    static final String REALM = "dragoman";
    private static final int MOST_HISTORY = 1_000;
    private static final List<String> PROTOCOLS =
            Arrays.stream(Protocol.values()).map(Protocol::word).toList();
    private static final String HASH =
            "hexadecimal digits, as \"dragoman account hash\" gives them";

    private AccountReader() {}

    static AccountConfig read(Section s, CodecTable table) {
        try (s) {
            var codecs = PeerKeys.codecs(s, table, false);
            var phones = new PhonePolicy(SecurityReader.ofPhones(s), ownOffer(codecs));
            var realm =
                    s.value(
                            "realm",
                            REALM,
                            r -> r,
                            "words without quotes",
                            "What passwords are made for: phones are told it when they log in."
                                    + " When it is changed, every password must be set again.",
                            text -> Optional.of(text).filter(AccountReader::isRealm));
            var file =
                    s.value(
                            "file",
                            TlsConfig.usualFolder().resolve("accounts.yaml"),
                            _ -> "accounts.yaml in the data folder",
                            "a file",
                            "Where `dragoman account` keeps accounts. A running gateway takes"
                                    + " changes up within two seconds.",
                            text -> Optional.of(Path.of(text)).filter(_ -> !text.isBlank()));
            return new AccountConfig(
                    realm,
                    file,
                    accounts(
                            s.ordered(
                                    "list",
                                    "Accounts kept here instead of in the file, written as there."),
                            realm),
                    registrar(s, phones),
                    codecs,
                    s.integer(
                            "history",
                            AccountConfig.USUAL_HISTORY,
                            0,
                            MOST_HISTORY,
                            "Calls of each account that are kept for its pages to show, in the folder"
                                    + " `history` beside the file; 0 for none."));
        }
    }

    private static boolean isRealm(String text) {
        return !text.isBlank() && text.chars().noneMatch(c -> c == '"' || c == '\\' || c < ' ');
    }

    /// Of offers where the call brings none; empty for the standard ones.
    private static List<Codec> ownOffer(CodecPolicy codecs) {
        return codecs.allowed().isEmpty() && codecs.denied().isEmpty()
                ? List.of()
                : PeerKeys.ownOffer(codecs, List.of(Codec.PCMA, Codec.PCMU));
    }

    private static RegistrarConfig registrar(Section s, PhonePolicy phones) {
        var standard = RegistrarConfig.STANDARD;
        var least =
                s.duration(
                        "register-least",
                        standard.least(),
                        Duration.ofSeconds(10),
                        Duration.ofHours(1),
                        "",
                        "The shortest time for which a SIP device may register; one that asks for"
                                + " less is told so (423).");
        var most =
                s.duration(
                        "register-most",
                        standard.most(),
                        Duration.ofSeconds(60),
                        Duration.ofHours(24),
                        "",
                        "The longest. After a restart of the gateway devices by TLS and WebSocket"
                                + " cannot be called before they come back, so it should not be"
                                + " long.");
        var keepAlive =
                PeerKeys.orOff(
                        s,
                        "keep-alive",
                        standard.keepAlive(),
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        "",
                        "How often, at most, a SIP device behind a NAT (by UDP, not where its"
                                + " Contact says) is sent an OPTIONS, so that the NAT does not"
                                + " forget the way to it (RFC 5626 §4.4.2).");
        var digests =
                s.list(
                        "digests",
                        standard.digests(),
                        "sha-256, md5",
                        "one of sha-256, md5",
                        "How SIP devices may prove the password, the one liked best first.",
                        AccountReader::digest);
        if (least.compareTo(most) > 0) {
            s.problem("register-least", "is more than register-most");
            return standard;
        }
        return new RegistrarConfig(
                least,
                most,
                standard.usual(),
                keepAlive,
                digests.isEmpty() ? standard.digests() : digests,
                phones);
    }

    private static Optional<DigestAlgorithm> digest(String text) {
        return Arrays.stream(DigestAlgorithm.values())
                .filter(d -> d.token().equalsIgnoreCase(text))
                .findFirst();
    }

    /// Reads the file of {@code dragoman account}.
    ///
    /// - {@code tolerant}: what a newer version added is left aside, and told in the log.
    /// - Errors: IOException saying all that is wrong with it.
    private static List<Account> file(Path file, String realm, String text, boolean tolerant)
            throws IOException {
        var problems = new Problems(file.toString());
        var root = YamlFile.parse(file.toString(), text, problems);
        var run = new Section.Run(problems, new Reference(), false, Path.of(""), tolerant);
        List<Account> accounts;
        try (var s = new Section(run, "", 1, root)) {
            accounts = accounts(s.ordered("list", ""), realm);
        }
        var found = problems.inOrder();
        if (!found.isEmpty()) {
            throw new IOException(
                    String.join("; ", found.stream().map(Problem::toString).toList()));
        }
        problems.advice().forEach(AccountReader::tellNewer);
        return accounts;
    }

    private static void tellNewer(Problem added) {
        LOGGER.atWarn()
                .addKeyValue("event", "accounts.newer")
                .log("a newer version wrote this, and it holds when that runs again: " + added);
    }

    /// Reads that file's text for accounts of this configuration, for whoever may write it anew.
    public static AccountFile.Reader of(AccountConfig config) {
        return text -> file(config.file(), config.realm(), text, false);
    }

    /// The same for whoever only reads: after a way back to an older version of the gateway its
    /// accounts may log in, whatever more a newer one has noted of them.
    public static AccountFile.Reader tolerant(AccountConfig config) {
        return text -> file(config.file(), config.realm(), text, true);
    }

    private static List<Account> accounts(List<Section> sections, String realm) {
        var accounts = new ArrayList<Account>();
        var numbers = new HashSet<String>();
        for (var section : sections) {
            try (section) {
                account(section, realm)
                        .ifPresent(
                                a -> {
                                    if (numbers.add(a.number())) {
                                        accounts.add(a);
                                    } else {
                                        section.problem("number", "is there twice");
                                    }
                                });
            }
        }
        return accounts;
    }

    private static Optional<Account> account(Section s, String realm) {
        var number =
                s.required(
                        "number",
                        "1001",
                        "1 to 32 digits",
                        "What it is called by, and the name it logs in with.",
                        text -> Optional.of(text).filter(Account::isNumber));
        var name =
                s.optional(
                        "name",
                        "none",
                        "a name",
                        "What those whom it calls are shown.",
                        text -> Optional.of(text).filter(t -> !t.isBlank() && t.length() <= 64));
        var madeFor =
                s.value(
                        "realm",
                        realm,
                        _ -> "the realm of all",
                        "words without quotes",
                        "The realm its password was set for; for another it cannot log in.",
                        text -> Optional.of(text).filter(AccountReader::isRealm));
        var md5 = hash(s, "md5", "MD5 of NUMBER:REALM:PASSWORD.", 32);
        var sha256 = hash(s, "sha256", "SHA-256 of the same.", 64);
        var protocols =
                s.list(
                        "protocols",
                        List.of(Protocol.SIP, Protocol.WEBRTC),
                        "sip, webrtc",
                        Section.oneOf(PROTOCOLS),
                        "By which it may log in; webrtc is a browser, by SIP over WebSocket or by"
                                + " the call API; rtmp is a Flash or AIR client, whose password"
                                + " travels in clear unless it connects by rtmps.",
                        AccountReader::protocol);
        var mayCall =
                s.list(
                        "may-call",
                        List.<NumberPattern>of(),
                        "other accounts only",
                        "a number, the beginning of one as 810*, an expression as /8(\\d{10})/, or"
                                + " * for any",
                        "The numbers it may call beside those of other accounts.",
                        NumberPattern::parse);
        if (number.isEmpty() || md5.isEmpty() || sha256.isEmpty()) {
            return Optional.empty();
        }
        var secret = new Secret(madeFor, md5.get(), sha256.get());
        Set<Protocol> allowed = new LinkedHashSet<>(protocols);
        return Optional.of(new Account(number.get(), name, secret, allowed, mayCall));
    }

    private static Optional<String> hash(Section s, String key, String meaning, int digits) {
        return s.required(
                key,
                "0".repeat(digits),
                digits + " " + HASH,
                meaning,
                text -> Optional.of(text).filter(t -> t.matches("[0-9a-f]{" + digits + "}")));
    }

    private static Optional<Protocol> protocol(String text) {
        return Arrays.stream(Protocol.values()).filter(p -> p.word().equals(text)).findFirst();
    }
}
