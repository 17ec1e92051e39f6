package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dragoman.gateway.config.Written.READER;
import static org.dragoman.gateway.config.Written.TWO_PEERS;
import static org.dragoman.gateway.config.Written.right;

import java.time.Duration;
import org.dragoman.core.media.Codec;
import org.junit.jupiter.api.Test;

/// Who logs in.
class AccountReaderTest {
    @Test
    void accounts_log_in_with_hashes_alone() {
        var all =
                right(
                        """
                        accounts:
                          realm: example.org
                          register-most: 30m
                          digests: md5
                          codecs: [pcma, opus]
                          srtp: required
                          list:
                            - number: 1001
                              name: Anna
                              md5: 939e7578ed9e3c518a452acee763bce9
                              sha256: %s
                              may-call: [7*, "112"]
                        dial-plan:
                          - {from: accounts, to: new}
                          - {from: new, to: accounts prefix 10}
                        """
                                        .formatted("0".repeat(64))
                                + TWO_PEERS);
        var account = all.accounts().fixed().getFirst();
        assertThat(account.number()).isEqualTo("1001");
        assertThat(account.secret().realm()).isEqualTo("example.org");
        assertThat(account.mayCall("112")).isTrue();
        assertThat(account.mayCall("113")).isFalse();
        assertThat(all.accounts().registrar().most()).isEqualTo(Duration.ofMinutes(30));
        var phones = all.accounts().registrar().phones();
        assertThat(phones.codecs()).extracting(Codec::name).containsExactly("PCMA", "OPUS");
        assertThat(all.accounts().codecs().mayOffer(Codec.PCMU)).isFalse();
        assertThat(phones.security().isBarred(false)).isTrue();
        assertThat(phones.security().isBarred(true)).isFalse();
    }

    @Test
    void mistakes_in_accounts_are_named() {
        var outcome =
                READER.read(
                        "d.yaml",
                        """
                        accounts:
                          list:
                            - {number: abc, password: x}
                        peers:
                          accounts: {protocol: sip, address: 192.0.2.20}
                        """);
        assertThat(outcome.problems())
                .extracting(Problem::toString)
                .anyMatch(p -> p.contains("accounts.list[1].number: \"abc\" is wrong"))
                .anyMatch(p -> p.contains("md5: is missing"))
                .anyMatch(p -> p.contains("password: is not a key here"))
                .anyMatch(p -> p.contains("is what all accounts or guests together are called"));
    }
}
