package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where media goes when nobody said so: where other machines reach it, if signalling has such an
/// address.
class MediaReaderTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.1:1720, udp 192.0.2.2:5060, 192.0.2.1",
        "127.0.0.1:1720, udp 192.0.2.2:5060, 192.0.2.2",
        "0.0.0.0:1720, udp 192.0.2.2:5060, 192.0.2.2",
        "127.0.0.2:1720, udp 127.0.0.1:5060, 127.0.0.2",
    })
    void media_is_where_signalling_is(String h323, String sip, String media) {
        var all =
                Written.right(
                        """
                        h323: {listen: "%s"}
                        sip: {listen: "%s"}
                        """
                                .formatted(h323, sip));
        assertThat(all.media().address().local().getHostAddress()).isEqualTo(media);
    }

    /// H.323 listens on 127.0.0.1 where nothing else is said.
    @Test
    void media_that_nobody_reaches_is_told() {
        var outcome = Written.READER.read("d.yaml", "sip: {listen: \"udp 0.0.0.0:5060\"}\n");
        assertThat(outcome.problems()).isEmpty();
        assertThat(outcome.advice().stream().map(Problem::toString).toList())
                .contains(
                        "d.yaml:1: media.address: is missing, so media has 127.0.0.1, which no"
                                + " other machine reaches; signalling listens on every address");
    }
}
