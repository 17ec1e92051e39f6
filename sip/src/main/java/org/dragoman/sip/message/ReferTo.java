package org.dragoman.sip.message;

import java.util.Optional;

/// Where a REFER says to call.
///
/// - {@code address}: without what is said about the request to be made.
/// - {@code replaces}: the dialog that the call is to take the place of.
/// - Source: RFC 3515 §2.1; RFC 3261 §19.1.1 for headers in a URI.
public record ReferTo(NameAddress address, Optional<Replaces> replaces) {

    /// Reads the header's value; nothing where it is no address that can be called, or asks for
    /// another request than INVITE.
    public static Optional<ReferTo> parse(String value) {
        var named = NameAddress.parse(value);
        int question = named.uri().indexOf('?');
        var uri = question < 0 ? named.uri() : named.uri().substring(0, question);
        var parsed = SipUri.parse(uri);
        if (parsed.isEmpty() || !asksForInvite(parsed.get())) {
            return Optional.empty();
        }
        var headers = question < 0 ? "" : named.uri().substring(question + 1);
        var address = new NameAddress(named.display(), uri, Parameters.NONE);
        return Optional.of(new ReferTo(address, replaces(headers)));
    }

    private static boolean asksForInvite(SipUri uri) {
        return uri.parameters().value("method").map(m -> m.equals("INVITE")).orElse(true);
    }

    private static Optional<Replaces> replaces(String headers) {
        for (var header : Text.split(headers, '&')) {
            int equals = header.indexOf('=');
            if (equals > 0 && header.substring(0, equals).strip().equalsIgnoreCase("Replaces")) {
                return Replaces.parse(SipUri.unescaped(header.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }
}
