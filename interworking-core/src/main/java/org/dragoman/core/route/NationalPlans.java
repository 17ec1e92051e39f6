package org.dragoman.core.route;

import java.util.Optional;
import org.dragoman.core.call.TelephoneNumber;

/// Numbers as people dial them in a country, and what they are in all the world.
public interface NationalPlans {
    /// None is known; every number stays as it is.
    NationalPlans NONE = (_, _) -> Optional.empty();

    /// The international number (E.164) that is reached by dialling this in that region.
    ///
    /// - {@code region}: two letters of ISO 3166, {@code RU}.
    /// - Returns: nothing where the plan of the region has no such number, or no such region is
    ///   known.
    Optional<TelephoneNumber> international(TelephoneNumber dialled, String region);
}
