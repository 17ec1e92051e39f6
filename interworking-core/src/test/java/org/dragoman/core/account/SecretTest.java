package org.dragoman.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SecretTest {
    // RFC 2617 §3.5: H(A1) of its example, as every worked version of it has it
    @Test
    void the_hash_is_what_the_standard_example_gives() {
        var secret = Secret.of("Mufasa", "testrealm@host.com", "Circle Of Life");
        assertThat(secret.md5()).isEqualTo("939e7578ed9e3c518a452acee763bce9");
    }

    // printf '1001:dragoman:correct horse' | sha256sum
    @Test
    void sha256_is_what_coreutils_give() {
        var secret = Secret.of("1001", "dragoman", "correct horse");
        assertThat(secret.sha256())
                .isEqualTo("3177d5d00ac006b3573b15fd4deacea9ec062d24191a956bbafc11f4d850f53e");
    }

    @Test
    void knows_its_password_and_no_other() {
        var secret = Secret.of("1001", "dragoman", "pässwort");
        assertThat(secret.isOf("1001", "pässwort")).isTrue();
        assertThat(secret.isOf("1001", "passwort")).isFalse();
        assertThat(secret.isOf("1002", "pässwort")).isFalse();
    }

    @Test
    void shows_nothing_of_itself() {
        var secret = Secret.of("1001", "dragoman", "correct horse");
        assertThat(secret.toString()).doesNotContain(secret.md5(), secret.sha256());
    }

    @Test
    void refuses_what_are_no_hashes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Secret("r", "xyz", "abc"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Secret.of("1001", "a \"realm\"", "x"));
    }
}
