package org.dragoman.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.dragoman.rules.Mappings;

/// Configurations as somebody writes them.
final class Written {
    static final ConfigurationReader READER = new ConfigurationReader(Mappings.load());

    static final String TWO_PEERS =
            """
            peers:
              old: {protocol: h323, address: 192.0.2.10}
              new: {protocol: sip, address: 192.0.2.20}
            """;

    private Written() {}

    /// Fails where anything is wrong with the text.
    static Configuration right(String text) {
        var outcome = READER.read("d.yaml", text);
        assertThat(outcome.problems()).isEmpty();
        return outcome.configuration();
    }
}
