package org.dragoman.h323.h225;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dragoman.h323.asn1.h225.ReleaseCompleteReason;

/// The reasons that say all by their name; the others carry things that we have not.
final class ReleaseReasons {
    private static final Map<String, ReleaseCompleteReason> BY_NAME =
            List.of(
                            new ReleaseCompleteReason.NoBandwidth(),
                            new ReleaseCompleteReason.GatekeeperResources(),
                            new ReleaseCompleteReason.UnreachableDestination(),
                            new ReleaseCompleteReason.DestinationRejection(),
                            new ReleaseCompleteReason.InvalidRevision(),
                            new ReleaseCompleteReason.NoPermission(),
                            new ReleaseCompleteReason.UnreachableGatekeeper(),
                            new ReleaseCompleteReason.GatewayResources(),
                            new ReleaseCompleteReason.BadFormatAddress(),
                            new ReleaseCompleteReason.AdaptiveBusy(),
                            new ReleaseCompleteReason.InConf(),
                            new ReleaseCompleteReason.UndefinedReason(),
                            new ReleaseCompleteReason.FacilityCallDeflection(),
                            new ReleaseCompleteReason.SecurityDenied(),
                            new ReleaseCompleteReason.CalledPartyNotRegistered(),
                            new ReleaseCompleteReason.CallerNotRegistered(),
                            new ReleaseCompleteReason.NewConnectionNeeded(),
                            new ReleaseCompleteReason.GenericDataReason(),
                            new ReleaseCompleteReason.NeededFeatureNotSupported(),
                            new ReleaseCompleteReason.TunnelledSignallingRejected(),
                            new ReleaseCompleteReason.InvalidCID(),
                            new ReleaseCompleteReason.HopCountExceeded())
                    .stream()
                    .collect(Collectors.toUnmodifiableMap(Uuie::word, Function.identity()));

    private ReleaseReasons() {}

    static Optional<ReleaseCompleteReason> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
