package org.dragoman.h323.h225;

import java.util.List;
import java.util.Optional;
import org.dragoman.h323.asn1.h225.AliasAddress;
import org.dragoman.h323.asn1.h225.PartyNumber;

/// Alias addresses as text. Source: H.225.0 §7.6.
final class Aliases {
    private static final int MOST = 16; // aliases kept of one list

    private Aliases() {}

    static Optional<List<AliasAddress>> encode(List<Alias> aliases) {
        var encoded = aliases.stream().flatMap(a -> encode(a).stream()).toList();
        return encoded.isEmpty() ? Optional.empty() : Optional.of(encoded);
    }

    private static Optional<AliasAddress> encode(Alias alias) {
        if (alias.text().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (alias.kind()) {
                    case DIALLED_DIGITS, PARTY_NUMBER ->
                            new AliasAddress.DialledDigits(alias.text());
                    case H323_ID -> new AliasAddress.H323ID(alias.text());
                    case URL_ID -> new AliasAddress.UrlID(alias.text());
                    case EMAIL_ID -> new AliasAddress.EmailID(alias.text());
                });
    }

    static List<Alias> decode(Optional<List<AliasAddress>> aliases) {
        return aliases.orElse(List.of()).stream()
                .limit(MOST)
                .flatMap(a -> decode(a).stream())
                .toList();
    }

    private static Optional<Alias> decode(AliasAddress alias) {
        return switch (alias) {
            case AliasAddress.DialledDigits(var text) ->
                    Optional.of(new Alias(Alias.Kind.DIALLED_DIGITS, text));
            case AliasAddress.H323ID(var text) -> Optional.of(new Alias(Alias.Kind.H323_ID, text));
            case AliasAddress.UrlID(var text) -> Optional.of(new Alias(Alias.Kind.URL_ID, text));
            case AliasAddress.EmailID(var text) ->
                    Optional.of(new Alias(Alias.Kind.EMAIL_ID, text));
            case AliasAddress.PartyNumber(PartyNumber.E164Number(var number)) ->
                    Optional.of(new Alias(Alias.Kind.PARTY_NUMBER, number.publicNumberDigits()));
            case AliasAddress.PartyNumber(PartyNumber.PrivateNumber(var number)) ->
                    Optional.of(new Alias(Alias.Kind.PARTY_NUMBER, number.privateNumberDigits()));
            case AliasAddress.PartyNumber _,
                    AliasAddress.TransportID _,
                    AliasAddress.MobileUIM _,
                    AliasAddress.IsupNumber _,
                    AliasAddress.Unknown _ ->
                    Optional.empty(); // nothing a telephone call needs
        };
    }
}
