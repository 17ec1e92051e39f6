package org.dragoman.core.call;

import java.util.List;
import java.util.Optional;

/// Someone who calls, is called, is connected to, or redirected a call.
///
/// - {@code number}: the E.164 or private number, if the party has one.
/// - {@code displayName}: what a display shows; Unicode, no control characters.
/// - {@code uri}: the party's address in URI form ({@code sip:…}, {@code h323:…}, {@code tel:…}).
/// - {@code aliases}: further names, as H.323 aliases carry them.
/// - Source: Q.931 §4.5.10 octet 3a for presentation and screening; RFC 3325 for what they mean in
///   SIP.
public record Party(
        Optional<TelephoneNumber> number,
        Optional<String> displayName,
        Optional<String> uri,
        List<String> aliases,
        Presentation presentation,
        Screening screening) {

    /// Whether the other side may show who this is. What is restricted stays restricted on
    /// every leg.
    public enum Presentation {
        ALLOWED,
        RESTRICTED,
        NOT_AVAILABLE
    }

    /// Who vouches for the number.
    public enum Screening {
        USER_PROVIDED_NOT_SCREENED,
        USER_PROVIDED_PASSED,
        USER_PROVIDED_FAILED,
        NETWORK_PROVIDED
    }

    /// Nobody we can name: a caller that sent no identity.
    public static final Party UNKNOWN =
            new Party(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Presentation.NOT_AVAILABLE,
                    Screening.USER_PROVIDED_NOT_SCREENED);

    public Party {
        aliases = List.copyOf(aliases);
    }

    public static Party of(TelephoneNumber number) {
        return new Party(
                Optional.of(number),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Presentation.ALLOWED,
                Screening.USER_PROVIDED_NOT_SCREENED);
    }

    public static Party ofNumber(String digits) {
        return of(TelephoneNumber.of(digits));
    }

    /// The digits of the number, or nothing.
    public String digits() {
        return number.map(TelephoneNumber::digits).orElse("");
    }

    public boolean isRestricted() {
        return presentation == Presentation.RESTRICTED;
    }

    public Party withNumber(TelephoneNumber other) {
        return new Party(Optional.of(other), displayName, uri, aliases, presentation, screening);
    }

    public Party withDisplayName(String other) {
        return new Party(number, Optional.of(other), uri, aliases, presentation, screening);
    }

    public Party withoutDisplayName() {
        return new Party(number, Optional.empty(), uri, aliases, presentation, screening);
    }

    public Party withUri(String other) {
        return new Party(number, displayName, Optional.of(other), aliases, presentation, screening);
    }

    public Party withAliases(List<String> others) {
        return new Party(number, displayName, uri, others, presentation, screening);
    }

    public Party withPresentation(Presentation other) {
        return new Party(number, displayName, uri, aliases, other, screening);
    }

    public Party withScreening(Screening other) {
        return new Party(number, displayName, uri, aliases, presentation, other);
    }
}
