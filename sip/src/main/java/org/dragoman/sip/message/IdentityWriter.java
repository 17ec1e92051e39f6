package org.dragoman.sip.message;

import java.util.Optional;
import org.dragoman.core.call.CallRequest;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.rules.Mappings;
import org.dragoman.sip.SipPeer;

/// Writes parties into the headers that tell a peer who calls. What is restricted is never shown:
/// From is anonymous, and only a trusted peer is told the number, beside {@code Privacy: id}.
///
/// - {@code localHost}: our host as the peer knows it, with brackets where it is IPv6.
/// - Source: RFC 3323 §4.1.1.3, RFC 3325 §9.
public record IdentityWriter(SipPeer peer, String localHost, Mappings mappings) {
    private static final NameAddress ANONYMOUS =
            new NameAddress("Anonymous", "sip:anonymous@anonymous.invalid", Parameters.NONE);

    /// From, without its tag.
    public NameAddress from(Party party) {
        return party.isRestricted() ? ANONYMOUS : address(party);
    }

    private NameAddress address(Party party) {
        var user = Numbers.user(party, peer.plus()).orElse("unavailable");
        var host = peer.domain().orElse(localHost);
        return new NameAddress(
                party.displayName().map(Text::printable).orElse(""),
                "sip:" + user + "@" + host + userPhone(party),
                Parameters.NONE);
    }

    /// The Request-URI, and the address in To.
    public String called(Party party) {
        var host =
                peer.domain()
                        .orElseGet(
                                () ->
                                        bracketed(peer.host())
                                                + (peer.port() == 5060 ? "" : ":" + peer.port()));
        return Numbers.user(party, peer.plus()).map(u -> "sip:" + u + "@").orElse("sip:")
                + host
                + userPhone(party);
    }

    private String userPhone(Party party) {
        return peer.userPhone() && party.number().isPresent() ? ";user=phone" : "";
    }

    /// The headers beside From that say who calls, or who answered.
    public Headers identity(Party party) {
        var headers = Headers.NONE;
        boolean known = Numbers.user(party, peer.plus()).isPresent();
        var privacy = party.isRestricted() ? Optional.of("id") : Optional.<String>empty();
        boolean shown = known && (peer.trusted() || !party.isRestricted());
        return switch (peer.identity()) {
            case ASSERTED ->
                    (shown
                                    ? headers.with("P-Asserted-Identity", address(party).toString())
                                    : headers)
                            .with("Privacy", privacy);
            case REMOTE_PARTY ->
                    shown ? headers.with("Remote-Party-ID", remoteParty(party)) : headers;
            case FROM_ONLY -> headers.with("Privacy", privacy);
        };
    }

    private String remoteParty(Party party) {
        boolean screened =
                party.screening() == Screening.USER_PROVIDED_PASSED
                        || party.screening() == Screening.NETWORK_PROVIDED;
        return address(party)
                + ";party=calling;screen="
                + (screened ? "yes" : "no")
                + ";privacy="
                + (party.presentation() == Presentation.RESTRICTED ? "full" : "off");
    }

    /// The Diversion headers, most recent first (RFC 5806 §4.1).
    public Headers diversion(CallRequest request) {
        var headers = Headers.NONE;
        for (var redirection : request.redirections()) {
            var party = redirection.party();
            boolean shown = peer.trusted() || !party.isRestricted();
            var address = shown ? address(party) : ANONYMOUS;
            headers =
                    headers.with(
                            "Diversion",
                            address
                                    + ";reason="
                                    + mappings.diversionReason(redirection.reason())
                                    + ";privacy="
                                    + (party.isRestricted() ? "full" : "off"));
        }
        return headers;
    }

    static String bracketed(String host) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }
}
