package org.dragoman.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dragoman.core.call.CallRequest.Redirection;
import org.dragoman.core.call.Party;
import org.dragoman.core.call.Party.Presentation;
import org.dragoman.core.call.Party.Screening;
import org.dragoman.rules.Mappings;

/// Who calls, who is called, and who sent the call on, out of the headers that say so.
///
/// - {@code trusted}: whether what the peer asserts is believed (RFC 3325 §5); where it
///   is not, only From counts.
/// - Source: RFC 3323, RFC 3325; RFC 5806 for Diversion.
public record IdentityReader(boolean trusted, Mappings mappings) {
    private static final int REDIRECTIONS = 10;

    /// The calling party.
    public Party caller(SipMessage message) {
        var from = message.from();
        boolean anonymous = isAnonymous(from);
        boolean restricted = anonymous || asksForPrivacy(message.headers());
        var party = Numbers.party(from);
        if (anonymous) {
            party = Party.UNKNOWN;
        }
        var asserted = trusted ? asserted(message.headers()) : Optional.<Party>empty();
        if (asserted.isPresent()) {
            party = withNameOf(asserted.get(), anonymous ? Party.UNKNOWN : party);
        } else if (trusted) {
            var remote = remoteParty(message.headers());
            if (remote.isPresent()) {
                restricted |= remote.get().isRestricted();
                party = withNameOf(remote.get(), anonymous ? Party.UNKNOWN : party);
            }
        }
        return restricted ? party.withPresentation(Presentation.RESTRICTED) : party;
    }

    private static Party withNameOf(Party party, Party other) {
        return party.displayName().isPresent() || other.displayName().isEmpty()
                ? party
                : party.withDisplayName(other.displayName().get());
    }

    /// The called party, as the Request-URI has it (RFC 3261 §8.1.1.1).
    public Party called(SipRequest request) {
        return Numbers.party(NameAddress.of(request.uri()));
    }

    /// The party we are connected to, where the peer asserts it.
    public Optional<Party> connected(SipMessage message) {
        if (!trusted) {
            return Optional.empty();
        }
        return asserted(message.headers())
                .or(() -> remoteParty(message.headers()))
                .map(
                        p ->
                                asksForPrivacy(message.headers())
                                        ? p.withPresentation(Presentation.RESTRICTED)
                                        : p);
    }

    /// Who sent the call on, most recent first.
    public List<Redirection> redirections(Headers headers) {
        var found = new ArrayList<Redirection>();
        for (var value : headers.list("Diversion")) {
            if (found.size() == REDIRECTIONS) {
                break;
            }
            var address = NameAddress.parse(value);
            var privacy = address.parameters().value("privacy").orElse("off");
            var party = Numbers.party(address);
            if (!privacy.equalsIgnoreCase("off") && !privacy.equalsIgnoreCase("name")) {
                party = party.withPresentation(Presentation.RESTRICTED);
            }
            var reason = address.parameters().value("reason").orElse("unknown");
            found.add(new Redirection(party, mappings.redirectionReason(reason)));
        }
        return found;
    }

    // P-Asserted-Identity may come twice, once as sip: and once as tel: (RFC 3325 §9.1): the one
    // that holds a number says most
    private static Optional<Party> asserted(Headers headers) {
        if (!headers.has("P-Asserted-Identity")) {
            return Optional.empty();
        }
        var parties =
                headers.list("P-Asserted-Identity").stream()
                        .map(NameAddress::parse)
                        .map(Numbers::party)
                        .toList();
        return parties.stream()
                .filter(p -> p.number().isPresent())
                .findFirst()
                .or(() -> parties.stream().findFirst())
                .map(
                        p ->
                                parties.stream()
                                        .filter(o -> o.displayName().isPresent())
                                        .findFirst()
                                        .map(o -> withNameOf(p, o))
                                        .orElse(p))
                .map(p -> p.withScreening(Screening.NETWORK_PROVIDED));
    }

    private static Optional<Party> remoteParty(Headers headers) {
        return headers.list("Remote-Party-ID").stream()
                .map(NameAddress::parse)
                .filter(a -> !a.parameters().value("party").orElse("calling").equals("called"))
                .findFirst()
                .map(
                        a -> {
                            var party = Numbers.party(a);
                            boolean screened =
                                    a.parameters()
                                            .value("screen")
                                            .orElse("no")
                                            .equalsIgnoreCase("yes");
                            var privacy = a.parameters().value("privacy").orElse("off");
                            return party.withScreening(
                                            screened
                                                    ? Screening.USER_PROVIDED_PASSED
                                                    : Screening.USER_PROVIDED_NOT_SCREENED)
                                    .withPresentation(
                                            privacy.equalsIgnoreCase("off")
                                                            || privacy.equalsIgnoreCase("name")
                                                    ? party.presentation()
                                                    : Presentation.RESTRICTED);
                        });
    }

    // RFC 3323 §4.2, RFC 3325 §9.3; tokens in any case, separated by ; and, in the field, by commas
    private static boolean asksForPrivacy(Headers headers) {
        return headers.list("Privacy").stream()
                .flatMap(v -> Text.split(v, ';').stream())
                .anyMatch(t -> t.equalsIgnoreCase("id") || t.equalsIgnoreCase("user"));
    }

    private static boolean isAnonymous(NameAddress from) {
        return SipUri.parse(from.uri())
                .map(
                        u ->
                                u.host().equalsIgnoreCase("anonymous.invalid")
                                        || u.user().equalsIgnoreCase("anonymous"))
                .orElse(false);
    }
}
